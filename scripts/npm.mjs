import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from './console.mjs';
import { stopSignal } from './stop.mjs';

// By default, npm waits minutes for a dead network. With these options, it takes about twenty seconds.
const patience = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
const quiet = ['--no-audit', '--no-fund', '--loglevel=warn'];

const diskFull = /\bENOSPC\b/;

/** The options of every installation here. No package from the registry may run a script. */
export const installOptions = ['--ignore-scripts', ...patience, ...quiet];

/**
 * Runs npm: the one that runs us, if there is one.
 *
 * @param {string[]} args
 * @param {{ cwd: string, log: string, needs?: string }} options log is the file that gets npm's output; needs says
 *   how much disk space everything takes, for the message about a full disk
 * @returns {Promise<string>} what npm wrote to its standard output
 * @throws {UserError} if npm fails: no network, no disk space, or npm's first error line and where its output is
 */
export async function npm(args, { cwd, log, needs = 'about 3 GB' }) {
	mkdirSync(dirname(log), { recursive: true });
	appendFileSync(log, `\n> npm ${args.join(' ')}\n`);
	const { code, output, errors } = await run(args, cwd, log);
	stopSignal.throwIfAborted();
	const full = diskFull.test(errors);
	// If the disk is full, npm only warns about files it couldn't unpack, continues for minutes and reports success.
	if (full) rmSync(join(cwd, 'node_modules', '.package-lock.json'), { force: true });
	if (full || code !== 0) throw new UserError(npmProblem(`npm ${args[0]}`, errors + output, { needs, cwd, log }));
	return output;
}

/**
 * @param {string} command what was run, for the message
 * @param {string} output what it printed
 * @param {{ needs: string, cwd: string, log: string }} context
 * @returns {string} one line: what happened and what to do
 */
export function npmProblem(command, output, { needs, cwd, log }) {
	if (diskFull.test(output)) {
		return `The disk is full: ${needs} must be free in ${cwd}. Free some space and run the same command again.`;
	}
	const lines = output.match(/^npm (error|ERR!) .*$/gm)?.join('\n') ?? '';
	const network =
		/\b(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/.exec(lines);
	if (network) {
		return `The npm registry can't be reached (${network[1]}). Check the network, or npm's registry and proxy settings, and run the same command again.`;
	}
	if (/\bEACCES\b|\bEPERM\b/.test(lines)) {
		return `npm isn't allowed to write to ${cwd}. Make yourself the owner of the folder (don't use sudo) and run the same command again.`;
	}
	const line = /^npm \S+ (?!code\b|errno\b|syscall\b)(.+)$/m.exec(lines);
	return `${command} failed${line ? ` (${line[1]?.trim()})` : ''}. See its output in ${log}. Fix the problem and run the same command again.`;
}

/**
 * How to start npm: the one that runs us if there is one, or else the one on the path.
 *
 * @param {string[]} args
 * @returns {{ command: string, words: string[], shell: boolean }}
 */
export function npmCommand(args) {
	const own = process.env.npm_execpath;
	if (own !== undefined && basename(own) === 'npm-cli.js') {
		return { command: process.execPath, words: [own, ...args], shell: false };
	}
	// On Windows, npm is a .cmd file, which only a shell can start.
	const shell = process.platform === 'win32';
	return { command: 'npm', words: shell ? args.map((arg) => `"${arg}"`) : args, shell };
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} log
 * @returns {Promise<{ code: number | null, output: string, errors: string }>}
 */
function run(args, cwd, log) {
	const { command, words, shell } = npmCommand(args);
	return new Promise((resolve, reject) => {
		const child = spawn(command, words, { cwd, shell, signal: stopSignal, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let errors = '';
		child.stdout.on('data', (chunk) => {
			output += chunk;
			keep(log, chunk);
		});
		child.stderr.on('data', (chunk) => {
			errors += chunk;
			keep(log, chunk);
			if (diskFull.test(errors)) child.kill();
		});
		child.on('error', (error) => {
			reject(
				'code' in error && error.code === 'ENOENT'
					? new UserError('npm was not found. Install Node.js together with npm and run the same command again.')
					: error,
			);
		});
		child.on('close', (code) => resolve({ code, output, errors }));
	});
}

/**
 * If the log can't be written (because the disk is full, for example), that must not hide npm's own error.
 *
 * @param {string} log
 * @param {Buffer} chunk
 */
function keep(log, chunk) {
	try {
		appendFileSync(log, chunk);
	} catch {
		// The output is also kept in memory, and the message to the user is made from that.
	}
}
