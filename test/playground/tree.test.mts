import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from '../../scripts/tree.mjs';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tree-'));
	mkdirSync(join(folder, 'node_modules'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const wanted = {
	'': { version: '1.0.0' },
	'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
	'node_modules/a-for-another-machine': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

function lock(file: string, packages: object): void {
	writeFileSync(join(folder, file), JSON.stringify({ packages }));
}

function installed(packages: object): boolean {
	lock('package-lock.json', wanted);
	lock('node_modules/.package-lock.json', packages);
	return isInstalled(folder);
}

test('complete but for what is made for another machine', () => {
	expect(installed({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } })).toBe(true);
});

test('a package missing, of another version, or of other content', () => {
	expect(installed({})).toBe(false);
	expect(installed({ 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } })).toBe(false);
	expect(installed({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })).toBe(false);
});

test('a half-finished installation: npm writes its own record last', () => {
	lock('package-lock.json', wanted);
	mkdirSync(join(folder, 'node_modules', 'a'));
	expect(isInstalled(folder)).toBe(false);
	writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{"packages": {');
	expect(isInstalled(folder)).toBe(false);
});
