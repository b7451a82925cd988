// npm run test:compat: the engine tests on the engines of older n8n, each of which test/compat/<n8n>/ pins.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { step, UserError } from './console.mjs';
import { countTests } from './jestResults.mjs';
import { installOptions, npm } from './npm.mjs';
import { root, setup, workFolder } from './setup.mjs';
import { isInstalled } from './tree.mjs';

const pins = join(root, 'test', 'compat');

try {
	await setup();
	await step('Building the package', () => npm(['run', 'build'], { cwd: root, log: join(workFolder, 'npm.log') }));
	/** @type {Array<[name: string, tree: string]>} */
	const trees = [];
	for (const name of readdirSync(pins).filter((entry) => entry.startsWith('n8n-'))) trees.push([name, await install(name)]);
	// Side by side, as they wait more than they work.
	const counted = await Promise.all(trees.map(async ([name, tree]) => await test(name, tree)));
	const passed = counted.reduce((sum, one) => sum + one.passed, 0);
	const failed = counted.reduce((sum, one) => sum + one.failed, 0);
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	process.stderr.write(`✖ ${error.message}\n`);
	process.exitCode = 1;
}

/** @param {string} name of a folder in test/compat */
async function install(name) {
	const tree = join(workFolder, 'compat', name);
	mkdirSync(tree, { recursive: true });
	const files = ['package.json', 'package-lock.json'];
	const same = files.every((file) => read(join(pins, name, file)) === read(join(tree, file)));
	if (same && isInstalled(tree)) return tree;
	for (const file of files) copyFileSync(join(pins, name, file), join(tree, file));
	await step(`Installing the engine of ${name}`, () =>
		npm(['ci', '--legacy-peer-deps', ...installOptions], { cwd: tree, log: join(workFolder, 'npm.log'), needs: 'about 0.5 GB' }),
	);
	return tree;
}

/**
 * @param {string} name
 * @param {string} tree
 */
async function test(name, tree) {
	process.stdout.write(`\n▶ the engine tests on ${name}\n`);
	const results = join(workFolder, `test-results-${name}.json`);
	rmSync(results, { force: true });
	const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	// --forceExit: older engines keep a timer that nobody can end
	const words = ['-c', join(pins, 'jest.config.js'), '--forceExit', '--silent', '--json', `--outputFile=${results}`];
	const child = spawn(process.execPath, ['--experimental-vm-modules', jest, ...words], {
		cwd: root,
		env: { ...process.env, N8N_TREE: tree, N8N_NAME: name },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	await once(child, 'close');
	return countTests(results);
}

/**
 * @param {string} file
 * @returns {string | undefined} undefined when there is none
 */
function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
