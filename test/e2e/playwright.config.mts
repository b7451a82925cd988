import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CEILING_MS } from '../../playground/until.mts';
import { workFolder } from '../../scripts/setup.mjs';

/**
 * What `npm run test:e2e` runs: the packed package in a real n8n, and the sandbox's page. main.mts sets CHROMIUM_PATH.
 *
 * The files have numbers because their order matters: the examples first, while the sandbox has no other messages.
 */
export default defineConfig({
	outputDir: join(workFolder, 'test-results'),
	reporter: [['list'], ['./summary.mts']],
	// These only end what hangs. Each test may take as long as several such waits.
	timeout: 4 * CEILING_MS,
	expect: { timeout: CEILING_MS },
	forbidOnly: Boolean(process.env.CI),
	// After each failure, n8n is started anew. If it can't be started at all, the run shouldn't try for every test.
	maxFailures: 10,
	// n8n, and next to it the phones, while it's installed and starts.
	workers: 2,
	projects: [
		{ name: 'n8n', testDir: '.', testMatch: '**/e2e/{checks,editor}/*.spec.mts', workers: 1 },
		{ name: 'phone', testDir: './phone' },
	],
	use: {
		actionTimeout: CEILING_MS,
		navigationTimeout: CEILING_MS,
		locale: 'en-US',
		reducedMotion: 'reduce',
		screenshot: 'only-on-failure',
		testIdAttribute: 'data-test-id',
		trace: 'retain-on-failure',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH,
			// Chromium's own sandbox doesn't work for root.
			chromiumSandbox: process.getuid?.() !== 0,
			timeout: CEILING_MS,
			args: ['--disable-gpu', '--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
		},
	},
});
