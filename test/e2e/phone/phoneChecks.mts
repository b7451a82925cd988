import type { Browser } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import { accessChecks } from './phoneAccess.mts';
import { drawnChecks } from './phoneDrawn.mts';
import { liveChecks } from './phoneLive.mts';
import { writtenChecks } from './phoneWritten.mts';

/** The sandbox's phone page in a real browser, each check with its own sandbox. It doesn't need n8n. */
export function phoneChecks(browser: Browser): Check[] {
	return [...drawnChecks(browser), ...writtenChecks(browser), ...liveChecks(browser), ...accessChecks(browser)];
}
