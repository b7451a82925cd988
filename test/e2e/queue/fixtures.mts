import { existsSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { startQueueSetup, type QueueSetup } from './setup.mts';

export { expect } from '@playwright/test';

interface QueueFixtures {
	/** Keeps the logs of all n8n processes if the test fails. */
	logs: void;
}

/** Tests in n8n's queue mode. They share the setup, up to one that fails: Playwright starts everything anew after it. */
export const test = base.extend<QueueFixtures, { setup: QueueSetup }>({
	setup: [
		async ({}, use) => {
			const setup = await startQueueSetup();
			await use(setup);
			await setup.stop();
		},
		{ scope: 'worker' },
	],
	logs: [
		async ({ setup: { main, webhooks, workers } }, use, testInfo) => {
			await use();
			if (testInfo.status === testInfo.expectedStatus) return;
			// The next setup deletes them. The second webhook process may not have been started.
			const started = [main, ...webhooks, ...workers].filter(({ logFile }) => existsSync(logFile));
			for (const { name, logFile } of started) await testInfo.attach(`${name}.log`, { path: logFile });
		},
		{ auto: true },
	],
});
