import type { IWebhookFunctions } from 'n8n-workflow';

import { isDue } from '../logLimiter';

/**
 * Enough to see who calls and why it is refused. Anybody can make any number of such calls. Each log line mentions the
 * limit.
 */
export const MAX_AN_HOUR = 10;

/**
 * Whether a call without a success response should be written to n8n's log.
 *
 * @param why counted separately, so that strangers without a signature don't keep Plivo's own calls out of the log
 */
export function isToBeLogged(context: IWebhookFunctions, why: string): boolean {
	return isDue(`${context.getWorkflow().id}/${context.getNode().id} ${why}`, Date.now(), MAX_AN_HOUR);
}
