import type { IExecuteFunctions } from 'n8n-workflow';

import { itemsInWords } from '../errors/itemNames';
import { missingValueIn } from '../fields/strayText';
import type { Message } from './message';
import { warnInOutputPanel } from './warning';

/**
 * Warns in the output panel that messages contain a word such as "undefined", which an expression may have inserted for a
 * missing value. They are sent anyway, because the word can be intentional.
 */
export function warnOfMissingValues(this: IExecuteFunctions, messages: Message[]): void {
	const found = messages.flatMap(({ item, to, body, reference, templateInstead }) => {
		const word = textsOf([body, reference, templateInstead?.body]).map(missingValueIn).find((one) => one !== undefined);
		return word === undefined ? [] : [{ item, to, word }];
	});
	const [first] = found;
	if (first === undefined) return;
	const items = found.map(({ item }) => item);
	const numbers = new Map(found.map(({ item, to }) => [item, to]));
	const which = items.length === 1 ? 'The message of 1 item contains' : `The messages of ${items.length} items contain`;
	const listed = itemsInWords(items, (item) => numbers.get(item) ?? []);
	warnInOutputPanel(
		this,
		`${which} "${first.word}" or similar, which an expression leaves in a text when it finds no value. If you didn't write it, check the expressions in the fields of the message. It is in: ${listed}.`,
	);
}

/** All strings in a value of any shape. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
