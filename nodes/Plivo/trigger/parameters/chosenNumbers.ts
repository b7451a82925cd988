import type { IHookFunctions } from 'n8n-workflow';

import { activationError } from '../../errors/activationError';
import { InvalidFieldError } from '../../errors/invalidFieldError';
import { parseOption } from '../../fields/option';
import { parsePhoneNumber } from '../../phone/parsePhoneNumber';
import { splitEntries } from '../../phone/splitEntries';

const LABEL = 'Number Names or IDs';

/**
 * Refuses what Trigger On and Registration don't offer: such a node would wait for something that never comes.
 *
 * @throws InvalidFieldError
 */
export function refuseUnknownEvents(this: IHookFunctions): void {
	for (const event of [this.getNodeParameter('events', [])].flat()) parseOption(event, ['message', 'status', 'other'], 'Trigger On');
	parseOption(this.getNodeParameter('registration', 'automatic'), ['automatic', 'manual'], 'Registration');
}

/**
 * Whether the node registers itself for the messages of numbers: not if the webhook is entered by hand, or only statuses
 * and other events are wanted.
 */
export function wantsNumbers(this: IHookFunctions): boolean {
	const events = [this.getNodeParameter('events', [])].flat();
	return events.includes('message') && this.getNodeParameter('registration', 'automatic') === 'automatic';
}

/**
 * The chosen numbers, each once.
 *
 * @returns digits
 * @throws NodeOperationError if there is none, or one isn't a phone number
 */
export function readNumbers(this: IHookFunctions): string[] {
	const entries = splitEntries(this.getNodeParameter('numbers', []));
	try {
		const numbers = entries.map((entry) => parsePhoneNumber(entry, LABEL, { isOwn: true, takesMany: true }));
		if (numbers.length > 0) return [...new Set(numbers)];
	} catch (error) {
		if (error instanceof InvalidFieldError) throw activationError(this.getNode(), error.message, error.remedy);
	}
	throw activationError(this.getNode(), `'${LABEL}' is empty`, 'Pick the Plivo numbers whose messages should start this workflow.');
}
