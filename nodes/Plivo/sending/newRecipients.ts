import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlannedMessage } from './message';
import { listOf } from './sendErrors';
import { warnInOutputPanel } from './warning';

/**
 * Warns in the output panel that somebody changed the numbers in the workflow before a retry, for items that had already
 * been sent. n8n shows those items as sent, and the new numbers get nothing.
 */
export function warnOfNewRecipients(this: IExecuteFunctions, planned: PlannedMessage[]): void {
	const items = planned.filter(({ notSentTo }) => notSentTo.length > 0).map(({ item }) => item);
	if (items.length === 0) return;
	const listed = listOf(items);
	const which = items.length === 1 ? `Item ${listed} had` : `${items.length} items (${listed}) had`;
	warnInOutputPanel(
		this,
		`${which} already been sent when 'To' was changed, so it wasn't sent to the new numbers. The output shows them in 'not_sent_to'. To send to them, run the workflow with those numbers only.`,
	);
}
