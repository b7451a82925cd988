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
const pinFiles = ['package.json', 'package-lock.json'];
const log = join(workFolder, 'npm.log');

try {
	await setup();
	const names = readdirSync(pins).filter((entry) => entry.startsWith('n8n-'));
	const missing = names.filter((name) => !isPresent(name));
	// In parallel, because npm and the tests spend half of the time waiting for the network and the disk.
	const installing = missing.length > 0 ? ` and installing the engines of ${missing.join(' and ')}` : '';
	await step(`Building the package${installing}`, async () => await Promise.all([build(), ...missing.map(install)]));
	const counted = await Promise.all(names.map(test));
	const passed = counted.reduce((sum, one) => sum + one.passed, 0);
	const failed = counted.reduce((sum, one) => sum + one.failed, 0);
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	process.stderr.write(`✖ ${error.message}\n`);
	process.exitCode = 1;
}

async function build() {
	await npm(['run', 'build'], { cwd: root, log });
}

/**
 * @param {string} name of a folder in test/compat
 * @returns {boolean} whether the pinned packages are installed
 */
function isPresent(name) {
	const tree = treeOf(name);
	return pinFiles.every((file) => read(join(pins, name, file)) === read(join(tree, file))) && isInstalled(tree);
}

/** @param {string} name of a folder in test/compat */
async function install(name) {
	const tree = treeOf(name);
	mkdirSync(tree, { recursive: true });
	for (const file of pinFiles) copyFileSync(join(pins, name, file), join(tree, file));
	await npm(['ci', '--legacy-peer-deps', ...installOptions], { cwd: tree, log, needs: 'about 0.5 GB' });
}

/**
 * @param {string} name of a folder in test/compat
 * @returns {string} where its engine is installed
 */
function treeOf(name) {
	return join(workFolder, 'compat', name);
}

/** @param {string} name of a folder in test/compat */
async function test(name) {
	process.stdout.write(`\n▶ engine tests on ${name}\n`);
	const results = join(workFolder, `test-results-${name}.json`);
	rmSync(results, { force: true });
	const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	// --forceExit: older engines leave a timer running that can't be stopped
	const words = ['-c', join(pins, 'jest.config.js'), '--forceExit', '--silent', '--json', `--outputFile=${results}`];
	const child = spawn(process.execPath, ['--experimental-vm-modules', jest, ...words], {
		cwd: root,
		env: { ...process.env, N8N_TREE: treeOf(name), N8N_NAME: name },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	await once(child, 'close');
	return countTests(results);
}

/**
 * @param {string} file
 * @returns {string | undefined} undefined if there is no such file
 */
function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
