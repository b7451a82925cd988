import type { Browser } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import type { Playground } from '../../../playground/playground.mts';
import { answerPageChecks } from './answerPage.mts';
import { credentialChecks } from './credential.mts';
import { examplePages } from './examples.mts';
import { looks } from './looks.mts';
import type { Pictures } from '../pictures.mts';
import { sendSmsChecks } from './sendSms.mts';
import { triggerChecks } from './trigger.mts';
import { whatsappChecks } from './whatsapp.mts';
import { Session } from './session.mts';

/**
 * Checks that people can use the package in n8n's editor, with mouse and keyboard only.
 *
 * @param browser stays open
 * @param pictures for the pictures in the README and docs
 */
export function editorChecks(playground: Playground, browser: Browser, pictures: Pictures): Check[] {
	const { sandbox } = playground;
	if (sandbox === undefined) return [];
	const session = new Session(browser, { ...playground, sandbox }, pictures);
	return [
		...credentialChecks(session),
		...sendSmsChecks(session),
		...whatsappChecks(session),
		...triggerChecks(session),
		...answerPageChecks(session),
		...looks(session),
		...examplePages(session),
		['all pictures that the README and docs show were made', async () => await pictures.expectAllThatAreShown()],
	];
}
