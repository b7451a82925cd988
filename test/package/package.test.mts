import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

let unpacked: string;
beforeAll(() => {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-plivo-pack-'));
	const [packed] = JSON.parse(npm('pack', '--json', '--pack-destination', folder)) as Array<{ filename: string }>;
	execFileSync('tar', ['-xzf', join(folder, packed?.filename ?? ''), '-C', folder]);
	unpacked = join(folder, 'package');
});

function npm(...words: string[]): string {
	return execFileSync('npm', [...words, '--loglevel=error'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
}

function files(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();
}

describe('the packed package', () => {
	it('holds the built nodes and what npm always adds, and nothing else', () => {
		const strays = files(unpacked).filter(
			(file) =>
				!/^(package\.json|README\.md|LICENSE\.md|index\.js)$/.test(file) &&
				!/^dist\/credentials\/\w+\.credentials\.(js|d\.ts)$/.test(file) &&
				!/^dist\/icons\/plivo(\.dark)?\.svg$/.test(file) &&
				!/^dist\/nodes\/Plivo\/Plivo(Trigger)?\.node\.(js|d\.ts|json)$/.test(file) &&
				!/^dist\/nodes\/Plivo\/(actions|compose|delivery|transport|pickers|trigger|wait)\/[\w/.]+\.(js|d\.ts)$/.test(file) &&
				!/^dist\/nodes\/Plivo\/__schema__\/(v1\.0\.0\/\w+\/\w+|v1\.1\.0)\.json$/.test(file),
		);
		expect(strays).toEqual([]);
	});

	it('holds all that n8n looks for', () => {
		expect(files(unpacked)).toEqual(
			expect.arrayContaining([
				'README.md',
				'LICENSE.md',
				'index.js',
				'dist/credentials/PlivoMessagingApi.credentials.js',
				'dist/icons/plivo.dark.svg',
				'dist/icons/plivo.svg',
				'dist/nodes/Plivo/Plivo.node.js',
				'dist/nodes/Plivo/Plivo.node.json',
				'dist/nodes/Plivo/PlivoTrigger.node.js',
				'dist/nodes/Plivo/PlivoTrigger.node.json',
				'dist/nodes/Plivo/__schema__/v1.1.0.json',
				'dist/nodes/Plivo/__schema__/v1.0.0/message/send.json',
			]),
		);
	});

	it('requires nothing but n8n-workflow, its own files and node:crypto', () => {
		const required = files(unpacked)
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => [...readFileSync(join(unpacked, file), 'utf8').matchAll(/(?:require|import)\(\s*["'`]([^"'`]+)/g)])
			.map(([, module]) => module ?? '');
		expect(required.length).toBeGreaterThan(20);
		expect(required.filter((module) => !/^(\.{1,2}\/|n8n-workflow$|node:crypto$)/.test(module))).toEqual([]);
	});

	it('has no dependency at run time', () => {
		const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Record<string, unknown>;
		expect(dependencies).toBeUndefined();
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it("passes n8n's verification scanner, as source and as package", () => {
		const printed = execFileSync(process.execPath, [join(__dirname, 'scan.mjs'), root, unpacked], {
			encoding: 'utf8',
			cwd: root,
			// under jest's "test" some of its rules take every file for a node
			env: { ...process.env, NODE_ENV: 'production' },
		});
		const found = JSON.parse(printed.slice(printed.indexOf('{"source"'))) as Record<string, { passed: boolean; details?: string }>;
		expect(found).toEqual({ source: { passed: true }, package: { passed: true } });
	}, 120_000);
});
