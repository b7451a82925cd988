import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, runNode } from './run.mts';
import { against, messages, sendParameters } from './sms.mts';

// n8n reads it with the first request of a process, and each file of tests has an n8n of its own.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	delete process.env.N8N_SSRF_PROTECTION_ENABLED;
	await sandbox.close();
});

describe("with n8n's protection against SSRF, and a Base URL on a restricted address", () => {
	it('says what n8n did, without a second try, and not that the message may have been sent', async () => {
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items: messages(1) }));
		expect(failure(run).message).toBe('n8n blocked the request to Plivo');
		expect(failure(run).description).toMatch(/so nothing was sent\. Check the Base URL/);
		expect(sandbox.requests).toEqual([]);
	});
});
