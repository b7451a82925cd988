import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlannedMessage } from '../delivery/plan';

/**
 * Says in the output panel that somebody has put other numbers into the workflow before a retry, for items that had been
 * sent by then: n8n shows those as sent, and the new numbers get nothing.
 */
export function warnOfNewRecipients(this: IExecuteFunctions, planned: PlannedMessage[]): void {
	const items = planned.filter(({ isReaddressed }) => isReaddressed).map(({ item }) => item);
	if (items.length === 0) return;
	const which = items.length === 1 ? `Item ${items[0]} had` : `${items.length} items (${items.slice(0, 5).join(', ')}${items.length > 5 ? ' …' : ''}) had`;
	this.addExecutionHints({
		message: `${which} already been sent when 'To' was changed, so a retry doesn't send to the new numbers. Their output shows who got the message ('to') and who didn't ('not_sent_to'). To send it to the others, run the workflow with those items only.`,
		location: 'outputPane',
		type: 'warning',
	});
}
