// npm run release -- <patch|minor|major|version>: version, changelog, commit and tag on this machine. Nothing leaves it:
// the package is published when the tag is pushed (.github/workflows/publish.yml), and the last line of the output says how.
// With --notes <tag>, it prints the changelog's section for that version, and fails if the tag, package.json and the changelog
// don't agree.
//
// This isn't `n8n-node release`, because that rewrites CHANGELOG.md from the titles of all commits, and needs release-it, which
// this project doesn't use for anything else.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.mjs';
import { cutRelease, nextVersion, notesOf, tagProblem } from './changelog.mjs';
import { npmCommand } from './npm.mjs';
import { root } from './setup.mjs';

const changelog = join(root, 'CHANGELOG.md');

try {
	const [word, tag] = process.argv.slice(2);
	if (word === '--notes') process.stdout.write(`${notes(tag ?? '')}\n`);
	else release(word ?? '');
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	process.stderr.write(`✖ ${error.message}\n`);
	process.exitCode = 1;
}

/** @param {string} tag */
function notes(tag) {
	const text = readFileSync(changelog, 'utf8');
	const problem = tagProblem(tag, packageVersion(), text);
	if (problem) throw new UserError(problem);
	return notesOf(text, tag);
}

/** @param {string} increment */
function release(increment) {
	const version = nextVersion(packageVersion(), increment);
	if (git('rev-parse', '--abbrev-ref', 'HEAD') !== 'main') throw new UserError('Releases are made on main: git switch main');
	if (git('status', '--porcelain') !== '') throw new UserError('There are uncommitted changes. Commit or stash them.');
	if (git('tag', '--list', version) !== '') throw new UserError(`The tag ${version} already exists.`);
	const text = cutRelease(readFileSync(changelog, 'utf8'), version, new Date().toISOString().slice(0, 10));
	const npm = npmCommand(['version', version, '--no-git-tag-version', '--allow-same-version']);
	execFileSync(npm.command, npm.words, { cwd: root, shell: npm.shell, stdio: ['ignore', 'ignore', 'inherit'] });
	writeFileSync(changelog, text);
	git('commit', '--quiet', '--message', version, 'package.json', 'package-lock.json', 'CHANGELOG.md');
	git('tag', '--annotate', version, '--message', version);
	process.stdout.write(`${version} is committed and tagged. To publish it: git push --atomic origin main ${version}\n`);
}

function packageVersion() {
	return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/** @param {string[]} words */
function git(...words) {
	return execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
}
