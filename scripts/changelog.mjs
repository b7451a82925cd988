import { UserError } from './console.mjs';

const UNRELEASED = '## Unreleased';

/**
 * @param {string} version that package.json has
 * @param {string} increment patch, minor, major, or a version; the current one for the first release
 * @returns {string} the version to release
 * @throws {UserError} increment isn't one of these
 */
export function nextVersion(version, increment) {
	const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
	if (increment === 'major') return `${major + 1}.0.0`;
	if (increment === 'minor') return `${major}.${minor + 1}.0`;
	if (increment === 'patch') return `${major}.${minor}.${patch + 1}`;
	if (/^\d+\.\d+\.\d+$/.test(increment)) return increment;
	throw new UserError(`Specify what to release: npm run release -- patch, minor or major, or a version such as ${version}.`);
}

/**
 * @param {string} text of CHANGELOG.md
 * @param {string} version
 * @param {string} date '2026-11-22'
 * @returns {string} the changelog, with the unreleased changes under this version
 * @throws {UserError} there are no unreleased changes, or the version already has a section
 */
export function cutRelease(text, version, date) {
	if (chapter(text, version) !== undefined) throw new UserError(`CHANGELOG.md already has a section for ${version}.`);
	if (!chapter(text, 'Unreleased')) {
		throw new UserError(`CHANGELOG.md has nothing under "${UNRELEASED}". Describe the changes for users there, and commit them.`);
	}
	return text.replace(UNRELEASED, () => `${UNRELEASED}\n\n## ${version} (${date})`);
}

/**
 * @param {string} tag that was pushed
 * @param {string} version that package.json has
 * @param {string} text of CHANGELOG.md
 * @returns {string | undefined} one line if this tag must not be published
 */
export function tagProblem(tag, version, text) {
	if (tag !== version) return `The tag is "${tag}", but the version in package.json is ${version}.`;
	if (!chapter(text, version)) return `CHANGELOG.md has no section for ${version}.`;
	return undefined;
}

/**
 * @param {string} text of CHANGELOG.md
 * @param {string} version
 * @returns {string} the section of this version, without its heading; empty if there is none
 */
export function notesOf(text, version) {
	return chapter(text, version) ?? '';
}

/**
 * @param {string} text of CHANGELOG.md
 * @param {string} title
 * @returns {string | undefined} the text under the heading; undefined if there is no such heading
 */
function chapter(text, title) {
	const found = text.split(/^## /m).find((part) => part.split(/[\s(]/, 1)[0] === title);
	return found?.split('\n').slice(1).join('\n').trim();
}
