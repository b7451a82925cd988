import type { IExecuteFunctions } from 'n8n-workflow';

import { missingValueIn } from '../fields/strayText';
import type { Message } from './message';
import { listOf } from './sendErrors';
import { warnInOutputPanel } from './warning';

/**
 * Warns in the output panel that messages contain a word such as "undefined", which an expression may have inserted for a
 * missing value. They are sent anyway, because the word can be intentional.
 */
export function warnOfMissingValues(this: IExecuteFunctions, messages: Message[]): void {
	const found = messages.flatMap(({ item, body, reference, templateInstead }) => {
		const word = textsOf([body, reference, templateInstead?.body]).map(missingValueIn).find((one) => one !== undefined);
		return word === undefined ? [] : [{ item, word }];
	});
	const [first] = found;
	if (first === undefined) return;
	const items = found.map(({ item }) => item);
	const which = items.length === 1 ? `The message of item ${listOf(items)} contains` : `The messages of ${items.length} items (${listOf(items)}) contain`;
	warnInOutputPanel(
		this,
		`${which} "${first.word}" or similar, which an expression leaves in a text when it finds no value. If you didn't write it, check the expressions in the fields of the message.`,
	);
}

/** All strings in a value of any shape. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
