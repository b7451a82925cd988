// npm test: everything that needs no browser and no server, from a fresh clone on. Each stage runs although one before it
// failed, so that one run tells all there is to mend.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.mjs';
import { root, setup, workFolder } from './setup.mjs';

const results = join(workFolder, 'test-results.json');

try {
	await setup();
	mkdirSync(workFolder, { recursive: true });
	rmSync(results, { force: true });
	const stages = ['build', 'lint', 'typecheck'].map((script) => run(`npm run ${script}`, npmCommand(['run', '--silent', script])));
	const tested = run('npm run jest', npmCommand(['run', '--silent', 'jest', '--', '--silent', '--json', `--outputFile=${results}`]));
	const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = readResults();
	const failed = stages.filter((ok) => !ok).length + numFailedTests + numRuntimeErrorTestSuites;
	const passed = stages.filter((ok) => ok).length + numPassedTests;
	process.stdout.write(`\n${passed} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}\n`);
	process.exitCode = failed === 0 && tested ? 0 : 1;
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	process.stderr.write(`✖ ${error.message}\n`);
	process.exitCode = 1;
}

/**
 * @param {string} title
 * @param {{ command: string, args: string[], shell?: boolean }} what
 * @returns {boolean} whether it ended well
 */
function run(title, { command, args, shell = false }) {
	process.stdout.write(`\n▶ ${title}\n`);
	// CI: so that nobody draws spinners into what is a log
	const env = { ...process.env, CI: 'true' };
	const { status } = spawnSync(command, args, { cwd: root, shell, env, stdio: ['ignore', 'inherit', 'inherit'] });
	process.stdout.write(status === 0 ? `✔ ${title}\n` : `✖ ${title}\n`);
	return status === 0;
}

/** @param {string[]} args */
function npmCommand(args) {
	const own = process.env.npm_execpath;
	return own?.endsWith('npm-cli.js')
		? { command: process.execPath, args: [own, ...args] }
		: { command: 'npm', args, shell: process.platform === 'win32' };
}

/** What jest counted; where it left nothing it did not get to the tests, which counts as one that failed. */
function readResults() {
	try {
		return JSON.parse(readFileSync(results, 'utf8'));
	} catch {
		return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numRuntimeErrorTestSuites: 0 };
	}
}
