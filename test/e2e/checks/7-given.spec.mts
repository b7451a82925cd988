import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { workFolder } from '../../../scripts/setup.mjs';
import { runExample } from '../../../playground/example.mts';
import { sandboxCredential } from '../../../playground/examples.mts';
import { joinGivenN8n } from '../../../playground/given.mts';
import { installN8n } from '../../../playground/install.mts';
import { owner } from '../../../playground/owner.mts';
import { packPackage } from '../../../playground/package.mts';
import { claimPort, loopback } from '../../../playground/ports.mts';
import { EditorClient } from '../../../playground/rest.mts';
import { startN8n, type RunningN8n } from '../../../playground/server.mts';
import type { GivenN8n } from '../../../playground/settings.mts';
import { expect, test } from '../fixtures.mts';

// What npm start does with an n8n that runs already (N8N_URL).

/** An n8n that npm start knows nothing of. */
class OthersN8n {
	private running: RunningN8n | undefined;
	private readonly userFolder = join(workFolder, 'e2e-given');
	readonly firstFolder = join(this.userFolder, 'added');
	/** As on a computer from which this n8n was never used, or where `.playground` was deleted. */
	readonly otherFolder = join(this.userFolder, 'added elsewhere');

	private constructor(private readonly port: number) {}

	static async start(tarball?: string): Promise<OthersN8n> {
		const n8n = new OthersN8n(await claimPort(undefined, 'N8N_PORT'));
		await rm(n8n.userFolder, { recursive: true, force: true });
		await mkdir(n8n.userFolder, { recursive: true });
		if (tarball) await n8n.unpack(tarball);
		await n8n.start();
		return n8n;
	}

	async start(): Promise<void> {
		const { port, userFolder } = this;
		this.running = await startN8n(await installN8n(), { port, userFolder, log: join(userFolder, 'n8n.log') });
	}

	async stop(): Promise<void> {
		await this.running?.stop();
	}

	/** As CONTRIBUTING.md says. */
	async unpack(tarball: string): Promise<void> {
		const target = join(this.userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-plivo');
		await mkdir(target, { recursive: true });
		const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target], { encoding: 'utf8' });
		expect(status, stderr).toBe(0);
	}

	join(changes: Partial<GivenN8n> = {}, folder = this.firstFolder, sandboxPort?: number) {
		const { email, password } = owner;
		const given = { url: `http://${loopback}:${this.port}`, email, password, sandboxHost: loopback, sandboxUrl: undefined, ...changes };
		return joinGivenN8n(given, { account: undefined, sandboxPort }, folder);
	}

	/** Everything in it that could be changed: its credentials and its workflows, with the versions that change with every save. */
	async content(): Promise<unknown> {
		const client = await this.client();
		const workflows = await Promise.all((await client.workflows()).map(({ id }) => client.workflow(id)));
		const credentials = await Promise.all((await client.credentials()).map(({ id }) => client.request('GET', `/rest/credentials/${id}?includeData=true`)));
		return { workflows: workflows.map(({ id, name, versionId }) => [id, name, versionId]), credentials };
	}

	async client(): Promise<EditorClient> {
		return await EditorClient.login(`http://${loopback}:${this.port}`, owner);
	}
}

test('without the package it says which file to unpack where, and then it works', async () => {
	const n8n = await OthersN8n.start();
	try {
		const error = (await n8n.join().catch((reason: unknown) => reason)) as Error;
		expect(error.message).toContain("hasn't loaded n8n-nodes-plivo");
		const [tarball] = /\S+\.tgz/.exec(error.message) ?? [];
		await n8n.stop();
		await n8n.unpack(tarball ?? '');
		await n8n.start();

		const joined = await n8n.join();
		const run = await runExample(joined);
		expect([run?.execution.status, run?.record?.status]).toEqual(['success', 'delivered']);
		await joined.stop();
		expect(await (await n8n.client()).workflows()).toHaveLength(joined.examples.size);
	} finally {
		await n8n.stop();
	}
});

test('what it did not add stays as it is, and a second start adds nothing', async () => {
	const n8n = await OthersN8n.start((await packPackage()).tarball);
	try {
		await (await n8n.join({}, undefined, await claimPort(undefined, 'SANDBOX_PORT'))).stop();
		const before = (await n8n.content()) as { workflows: unknown[] };
		await (await n8n.join()).stop();
		// The second sandbox had another port, so the credential has changed.
		expect(await n8n.content()).toMatchObject({ workflows: before.workflows });

		const theirs = await n8n.content();
		await expect(n8n.join({}, n8n.otherFolder)).rejects.toThrow(`has a credential "${sandboxCredential}" that npm start didn't add`);
		expect(await n8n.content()).toEqual(theirs);

		const client = await n8n.client();
		for (const { id, name, type } of await client.credentials()) await client.saveCredential({ name: `Their ${name}`, type, data: {} }, id);
		const joined = await n8n.join({}, n8n.otherFolder);
		expect([joined.examples.size, await runExample(joined)]).toEqual([0, undefined]);
		await joined.stop();
		expect(await n8n.content()).toMatchObject({ workflows: before.workflows });
	} finally {
		await n8n.stop();
	}
});

test('a wrong password, and a sandbox that n8n cannot reach, are said in one line, and nothing is left running', async () => {
	const n8n = await OthersN8n.start((await packPackage()).tarball);
	try {
		await expect(n8n.join({ password: 'Wrong1234' })).rejects.toThrow(/doesn't accept N8N_EMAIL .* and N8N_PASSWORD: Wrong username or password/);
		const [port, elsewhere] = [await claimPort(undefined, 'SANDBOX_PORT'), await claimPort(undefined, 'SANDBOX_PORT')];
		const sandboxUrl = `http://${loopback}:${elsewhere}`;
		await expect(n8n.join({ sandboxUrl }, undefined, port)).rejects.toThrow(new RegExp(`doesn't reach the sandbox at ${sandboxUrl} \\(.*SANDBOX_HOST.*SANDBOX_URL`));
		expect(await claimPort(port, 'SANDBOX_PORT')).toBe(port);
		expect(await (await n8n.client()).workflows()).toEqual([]);
	} finally {
		await n8n.stop();
	}
});
