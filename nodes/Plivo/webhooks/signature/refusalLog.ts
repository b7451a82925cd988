import type { IWebhookFunctions } from 'n8n-workflow';

import { isDue } from '../logLimiter';

/** Enough to see who calls and why it is refused; anybody can make as many such calls as they like. Each line says it. */
const MAX_AN_HOUR = 10;

/**
 * Whether a call that isn't answered with success is to be written to n8n's log.
 *
 * @param why counted by itself, so that strangers without a signature don't keep Plivo's own call out of the log
 */
export function isToBeLogged(context: IWebhookFunctions, why: string): boolean {
	return isDue(`${context.getWorkflow().id}/${context.getNode().id} ${why}`, Date.now(), MAX_AN_HOUR);
}
