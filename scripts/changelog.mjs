import { UserError } from './console.mjs';

const UNRELEASED = '## Unreleased';

/**
 * @param {string} version that package.json has
 * @param {string} increment patch, minor, major, or a version; the present one for the first release
 * @returns {string} the version to release
 * @throws {UserError} increment is none of these
 */
export function nextVersion(version, increment) {
	const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
	if (increment === 'major') return `${major + 1}.0.0`;
	if (increment === 'minor') return `${major}.${minor + 1}.0`;
	if (increment === 'patch') return `${major}.${minor}.${patch + 1}`;
	if (/^\d+\.\d+\.\d+$/.test(increment)) return increment;
	throw new UserError(`Say what to release: npm run release -- patch, minor or major, or a version such as ${version}.`);
}

/**
 * @param {string} text of CHANGELOG.md
 * @param {string} version
 * @param {string} date '2026-11-22'
 * @returns {string} the changelog in which what was unreleased is this version
 * @throws {UserError} nothing is unreleased, or the version has a chapter already
 */
export function cutRelease(text, version, date) {
	if (chapter(text, version) !== undefined) throw new UserError(`CHANGELOG.md has a chapter of ${version} already.`);
	if (!chapter(text, 'Unreleased')) {
		throw new UserError(`CHANGELOG.md has nothing under "${UNRELEASED}". Write there what users get, and commit it.`);
	}
	return text.replace(UNRELEASED, () => `${UNRELEASED}\n\n## ${version} (${date})`);
}

/**
 * @param {string} tag that was pushed
 * @param {string} version that package.json has
 * @param {string} text of CHANGELOG.md
 * @returns {string | undefined} one line when this tag must not be published
 */
export function tagProblem(tag, version, text) {
	if (tag !== version) return `The tag is "${tag}", and the version in package.json ${version}.`;
	if (!chapter(text, version)) return `CHANGELOG.md says nothing of ${version}.`;
	return undefined;
}

/**
 * @param {string} text of CHANGELOG.md
 * @param {string} version
 * @returns {string} what stands there of this version, without its heading; empty when there is nothing
 */
export function notesOf(text, version) {
	return chapter(text, version) ?? '';
}

/**
 * @param {string} text of CHANGELOG.md
 * @param {string} title
 * @returns {string | undefined} what stands under the heading; undefined when there is no such heading
 */
function chapter(text, title) {
	const found = text.split(/^## /m).find((part) => part.split(/[\s(]/, 1)[0] === title);
	return found?.split('\n').slice(1).join('\n').trim();
}
