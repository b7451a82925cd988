import { readFileSync } from 'node:fs';
import { cutRelease, nextVersion, notesOf, tagProblem } from '../../scripts/changelog.mjs';

const before = '# Changelog\n\n## Unreleased\n\n- Costs $& and $1.\n\n## 0.1.0 (2026-11-22)\n\n- The first.\n';

test.each([
	['patch', '0.1.3'],
	['minor', '0.2.0'],
	['major', '1.0.0'],
	['0.1.2', '0.1.2'],
])('after 0.1.2, %s is %s', (increment, version) => {
	expect(nextVersion('0.1.2', increment)).toBe(version);
});

test.each(['', 'v0.2.0', '0.2', 'minor; rm', '0.2.0-beta.1'])('%j is no version to release', (increment) => {
	expect(() => nextVersion('0.1.2', increment)).toThrow(/^Specify what to release: .* such as 0\.1\.2\.$/);
});

test('what was unreleased becomes the version, and the next chapter begins empty', () => {
	const after = cutRelease(before, '0.2.0', '2026-12-01');
	expect(after).toBe(
		'# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- Costs $& and $1.\n\n## 0.1.0 (2026-11-22)\n\n- The first.\n',
	);
	expect(notesOf(after, '0.2.0')).toBe('- Costs $& and $1.');
	expect(tagProblem('0.2.0', '0.2.0', after)).toBeUndefined();
	expect(() => cutRelease(after, '0.3.0', '2026-12-02')).toThrow('CHANGELOG.md has nothing under "## Unreleased"');
	expect(() => cutRelease(before, '0.1.0', '2026-12-02')).toThrow('CHANGELOG.md already has a section for 0.1.0.');
});

test.each([
	['v0.1.0', '0.1.0', 'The tag is "v0.1.0", but the version in package.json is 0.1.0.'],
	['0.1.0', '0.1.1', 'The tag is "0.1.0", but the version in package.json is 0.1.1.'],
	['0.2.0', '0.2.0', 'CHANGELOG.md has no section for 0.2.0.'],
	['0.1', '0.1', 'CHANGELOG.md has no section for 0.1.'],
])('the tag %s of %s is not published', (tag, version, problem) => {
	expect(tagProblem(tag, version, before)).toBe(problem);
});

test('our own changelog can be released', () => {
	const text = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
	const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
	// Between releases something is unreleased; the very commit of a release has its chapter instead.
	if (tagProblem(version, version, text) !== undefined) expect(notesOf(text, 'Unreleased')).not.toBe('');
});
