import type { IExecuteFunctions } from 'n8n-workflow';

import { itemsInWords } from '../errors/itemNames';
import type { PlannedMessage } from './message';
import { warnInOutputPanel } from './warning';

/**
 * Warns in the output panel that somebody changed the numbers in the workflow before a retry, for items that had already
 * been sent. n8n shows those items as sent, and the new numbers get nothing.
 */
export function warnOfNewRecipients(this: IExecuteFunctions, planned: PlannedMessage[]): void {
	const changed = planned.filter(({ notSentTo }) => notSentTo.length > 0);
	if (changed.length === 0) return;
	const numbers = new Map(changed.map(({ item, notSentTo }) => [item, notSentTo]));
	const listed = itemsInWords([...numbers.keys()], (item) => numbers.get(item) ?? []);
	const which = changed.length === 1 ? '1 item had' : `${changed.length} items had`;
	warnInOutputPanel(
		this,
		`${which} already been sent when 'To' was changed, so it wasn't sent to the new numbers: ${listed}. The output shows them in 'not_sent_to'. To send to them, run the workflow with those numbers only.`,
	);
}
