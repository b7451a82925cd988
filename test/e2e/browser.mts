import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { installDebian, mayInstallDebian } from '../../playground/debian.mts';
import { step, UserError } from '../../scripts/console.mjs';
import { workFolder } from '../../scripts/setup.mjs';
import config from './playwright.config.mts';

export interface Machine {
	platform: NodeJS.Platform;
	env: Record<string, string | undefined>;
	exists(path: string): boolean;
	/** Where Playwright installs its own browser. */
	ownPath: string;
}

const remedy =
	'Install one (on Debian and Ubuntu: sudo apt-get install chromium) and run the same command again, or set CHROMIUM_PATH to the program of a Chromium, Chrome or Edge that you have.';

/**
 * Finds a browser: the first on this machine that starts, or else one that is installed now, from Debian or by Playwright.
 *
 * @returns the path of its program
 * @throws {UserError} there is none, and none could be installed; or the one in CHROMIUM_PATH doesn't exist
 */
export async function findBrowser(): Promise<string> {
	const machine = thisMachine();
	let reason = '';
	for (const path of browsersOn(machine)) {
		const problem = await problemOf(path);
		if (problem === undefined) return path;
		reason = ` ${path} doesn't start: ${problem}`;
	}
	if (machine.env.CHROMIUM_PATH) throw new UserError(`${reason.trim()} Set CHROMIUM_PATH to a browser that starts, or don't set it.`);
	const installed = (await installChromium()) || (await download());
	const [path] = installed ? browsersOn(machine) : [];
	if (path === undefined) throw new UserError(`The editor is tested in Chromium, and no browser was found.${reason} ${remedy}`);
	const problem = await problemOf(path);
	if (problem !== undefined) throw new UserError(`The installed Chromium doesn't start: ${problem} ${remedy}`);
	return path;
}

/**
 * @param machine this one, or one made up by a test
 * @returns the programs of the installed browsers, best first; only the one in CHROMIUM_PATH, if it's set
 * @throws {UserError} the file in CHROMIUM_PATH doesn't exist
 */
export function browsersOn({ platform, env, exists, ownPath }: Machine): string[] {
	const wanted = env.CHROMIUM_PATH?.trim();
	if (wanted) {
		if (exists(wanted)) return [wanted];
		throw new UserError(`CHROMIUM_PATH is "${wanted}", but this file doesn't exist. Set it to the program of a browser, or don't set it.`);
	}
	return [...usualPlaces(platform, env), ownPath].filter(exists);
}

function usualPlaces(platform: NodeJS.Platform, env: Machine['env']): string[] {
	if (platform === 'darwin') {
		return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
	}
	if (platform === 'win32') {
		const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined);
		const programs = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
		return programs.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
	}
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
	return [...names.map((name) => `/usr/bin/${name}`), '/snap/bin/chromium'];
}

function thisMachine(): Machine {
	return { platform: process.platform, env: process.env, exists: existsSync, ownPath: ownPath() };
}

/** @returns an empty text on a machine for which Playwright has no browser */
function ownPath(): string {
	try {
		return chromium.executablePath();
	} catch {
		return '';
	}
}

/** Starts a browser, and closes it again. @returns why it doesn't start; undefined if it does */
async function problemOf(executablePath: string): Promise<string | undefined> {
	try {
		const browser = await chromium.launch({ ...config.use?.launchOptions, executablePath });
		await browser.close();
		return undefined;
	} catch (error) {
		return whyNot(error);
	}
}

/** As root on Debian, installs its Chromium, and a font, because pages have no letters without one. @returns whether it's installed now */
async function installChromium(): Promise<boolean> {
	if (!mayInstallDebian()) return false;
	mkdirSync(workFolder, { recursive: true });
	const log = join(workFolder, 'apt-get.log');
	return await step('Installing Chromium', async () => {
		if (!(await installDebian(['chromium', 'fonts-liberation'], log))) throw new Error('apt-get failed');
	}).then(() => true, () => false);
}

/** Makes Playwright download its Chromium, with the system packages it needs if that is allowed. @returns whether it succeeded */
async function download(): Promise<boolean> {
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
	const system = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
	const downloading = step('Downloading Chromium', async () => {
		const child = spawn(process.execPath, [cli, 'install', 'chromium', ...system], { stdio: 'ignore', timeout: 600_000 });
		const [code] = await once(child, 'exit');
		if (code !== 0) throw new Error('the download failed');
	});
	return await downloading.then(() => true, () => false);
}

/** The line of Chromium's or Playwright's output that says what's wrong. */
function whyNot(error: unknown): string {
	const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim());
	const telling = lines.find((line) => /error while loading|No usable sandbox|cannot open|ENOENT|EACCES|not found/i.test(line)) ?? lines[0] ?? '';
	return `${telling.replace(/^(browserType\.launch: |.*?:ERROR:\S+\s*)/, '').replace(/\.$/, '')}.`;
}
