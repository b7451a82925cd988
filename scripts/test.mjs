// npm test: everything that needs no browser and no server; works in a fresh clone. Each stage runs even if an earlier one
// failed, so that one run shows all problems.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.mjs';
import { countTests } from './jestResults.mjs';
import { npmCommand } from './npm.mjs';
import { root, setup, workFolder } from './setup.mjs';

const results = join(workFolder, 'test-results.json');

try {
	await setup();
	mkdirSync(workFolder, { recursive: true });
	rmSync(results, { force: true });
	const stages = ['build', 'lint', 'typecheck'].map((script) => run(script));
	const tested = run('jest', '--', '--silent', '--json', `--outputFile=${results}`);
	const counted = countTests(results);
	const failed = stages.filter((ok) => !ok).length + counted.failed;
	const passed = stages.filter((ok) => ok).length + counted.passed;
	process.stdout.write(`\n${passed} passed, ${failed} failed${counted.skipped > 0 ? `, ${counted.skipped} skipped` : ''}\n`);
	process.exitCode = failed === 0 && tested ? 0 : 1;
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	process.stderr.write(`✖ ${error.message}\n`);
	process.exitCode = 1;
}

/**
 * @param {string} script of package.json
 * @param {string[]} words for it
 * @returns {boolean} whether it succeeded
 */
function run(script, ...words) {
	const title = `npm run ${script}`;
	process.stdout.write(`\n▶ ${title}\n`);
	const npm = npmCommand(['run', '--silent', script, ...words]);
	// CI: no tool should draw spinners into a log
	const env = { ...process.env, CI: 'true' };
	const { status } = spawnSync(npm.command, npm.words, { cwd: root, shell: npm.shell, env, stdio: ['ignore', 'inherit', 'inherit'] });
	process.stdout.write(status === 0 ? `✔ ${title}\n` : `✖ ${title}\n`);
	return status === 0;
}
