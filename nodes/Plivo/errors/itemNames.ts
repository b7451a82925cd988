import type { NodeError } from 'n8n-workflow';

/** How many items or numbers a sentence names. A run may have thousands. */
const NAMED = 5;

/** Ends of ordinal numbers in English: 1st, 2nd, 3rd, 4th; but 11th, 12th, 13th. */
const ENDS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const rules = new Intl.PluralRules('en-US', { type: 'ordinal' });

/** @param index n8n's, which begins with 0 @returns the place of an item as people count: `3rd` for index 2 */
export function ordinal(index: number): string {
	return `${(index + 1).toLocaleString('en-US')}${ENDS[rules.select(index + 1)] ?? 'th'}`;
}

/** @param numbers digits with country code @returns the first few with a plus sign, for a sentence */
export function numbersInWords(numbers: string[]): string {
	return enumerated(numbers.map((number) => (/^\d/.test(number) ? `+${number}` : number)));
}

/** The numbers that an item's message is for, as digits with country code; empty if they aren't known. */
export type NumbersOf = (item: number) => string[];

/** @returns the first few of some items for a sentence: `2nd item (+14155550123) and 5th item` */
export function itemsInWords(items: number[], numbersOf: NumbersOf): string {
	return enumerated(items.map((item) => {
		const numbers = numbersOf(item);
		return numbers.length === 0 ? `${ordinal(item)} item` : `${ordinal(item)} item (${numbersInWords(numbers)})`;
	}));
}

function enumerated(names: string[]): string {
	const shown = names.slice(0, NAMED);
	const more = names.length - shown.length;
	if (more > 0) return `${shown.join(', ')} and ${more.toLocaleString('en-US')} more`;
	const last = shown.pop() ?? '';
	return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** For an error that is about all items alike: n8n's editor would show the index of one of them with it. */
export function nameNoItem<T extends NodeError>(error: T): T {
	delete error.context.itemIndex;
	return error;
}

/**
 * Says in an error which item it is about if there are several, as people count, and with the number that its message is
 * for.
 *
 * n8n's editor adds its own index, which begins with 0, to an error that has one: "[item 2]" for the third item. It is
 * removed, because people would take it for another item.
 */
export function nameItem<T extends NodeError>(error: T, item: number, count: number, numbers: string[] = []): T {
	// Its text, which n8n's editor makes, has the index in it.
	if (count <= 1 || error.context.descriptionKey === 'pairedItemInvalidInfo') return error;
	const isNamed = numbers.every((number) => error.message.includes(number));
	const suffix = isNamed ? ` (${ordinal(item)} item)` : ` (${ordinal(item)} item, to ${numbersInWords(numbers)})`;
	error.message += suffix;
	const { messageTemplate } = error.context;
	// For some errors in expressions, the editor shows this instead of the message.
	if (typeof messageTemplate === 'string') error.context.messageTemplate = messageTemplate + suffix;
	return nameNoItem(error);
}
