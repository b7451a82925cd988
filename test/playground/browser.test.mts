import { browsersOn, type Machine } from '../e2e/browser.mts';

const machine = (there: string[], more: Partial<Machine> = {}): Machine => ({
	platform: 'linux',
	env: {},
	exists: (path) => there.includes(path),
	ownPath: '/cache/chrome',
	...more,
});

test('browsers of the system come before the one that Playwright has', () => {
	expect(browsersOn(machine(['/cache/chrome', '/usr/bin/google-chrome', '/usr/bin/chromium']))).toEqual([
		'/usr/bin/chromium',
		'/usr/bin/google-chrome',
		'/cache/chrome',
	]);
	expect(browsersOn(machine([]))).toEqual([]);
});

test('Chrome and Edge are found on macOS and Windows', () => {
	const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
	expect(browsersOn(machine([chrome, '/usr/bin/chromium'], { platform: 'darwin' }))).toEqual([chrome]);
	const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
	const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
	expect(browsersOn(machine([edge], { platform: 'win32', env }))).toEqual([edge]);
});

test('CHROMIUM_PATH alone counts, and is refused when nothing is there', () => {
	const env = { CHROMIUM_PATH: ' /opt/chromium ' };
	expect(browsersOn(machine(['/opt/chromium', '/usr/bin/chromium'], { env }))).toEqual(['/opt/chromium']);
	expect(() => browsersOn(machine(['/usr/bin/chromium'], { env }))).toThrow(/CHROMIUM_PATH is "\/opt\/chromium", but this file doesn't exist/);
});
