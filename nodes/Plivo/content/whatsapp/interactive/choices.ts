import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import type { Entry } from '../../../fields/collection';
import { withoutInvisible } from '../../../fields/invisible';
import { asId, asLine, atMost, oneLine, required } from '../../../fields/textChecks';
import { MAX_ID } from './interactiveLimits';

/** An option for the recipient: a reply button, or a row of a list. */
export interface Choice {
	title: string;
	id: string;
}

/**
 * @param label path to the title in the editor: 'Button 1, Title'
 * @param most maximum characters that WhatsApp accepts there
 * @throws InvalidFieldError if it is missing, too long, or has more than one line
 */
export function parseTitle(value: unknown, label: string, most: number): string {
	const title = required(asLine(value, label), label, 'Enter what people should see there.');
	return atMost(oneLine(title, label), label, most, 'WhatsApp');
}

/**
 * @param where path to the entry in the editor: 'Section 1, Row 2'
 * @param mostTitle maximum characters that WhatsApp accepts in its title
 * @returns with the title as ID if that was left empty
 * @throws InvalidFieldError if there is no title, or one of the two is too long
 */
export function parseChoice(entry: Entry, where: string, mostTitle: number): Choice {
	const title = parseTitle(entry.title, `${where}, Title`, mostTitle);
	const id = atMost(asId(entry.id, `${where}, ID`), `${where}, ID`, MAX_ID);
	return { title, id: id === '' ? title : id };
}

/**
 * @param choices all of a message, with the path to each
 * @throws InvalidFieldError if two have the same ID, because the reply would not show which one was chosen
 */
export function refuseSameIds(choices: Array<{ id: string; where: string }>): void {
	const repeat = firstRepeat(choices, ({ id }) => id);
	if (repeat === undefined) return;
	throw new InvalidFieldError(
		`${repeat.again.where}, ID`,
		`is ${quoted(repeat.again.id)}, the same as that of ${repeat.first.where}`,
		'Give each its own ID. If it is left empty, the title is the ID.',
	);
}

/**
 * @param choices those that people see together, with the path to each
 * @throws InvalidFieldError if two have the same title, because WhatsApp then drops the message
 * (https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/types/ButtonObject, and for rows
 * https://github.com/glific/glific-frontend/issues/1999)
 */
export function refuseSameTitles(choices: Array<{ title: string; where: string }>): void {
	const repeat = firstRepeat(choices, ({ title }) => asPeopleRead(title));
	if (repeat === undefined) return;
	throw new InvalidFieldError(
		`${repeat.again.where}, Title`,
		`is ${quoted(repeat.again.title)}, the same as that of ${repeat.first.where}; WhatsApp allows each title only once`,
		'Give each its own title.',
	);
}

/** @returns a title for comparison: combining accents, invisible characters, and other kinds of spaces make no difference */
export function asPeopleRead(title: string): string {
	return withoutInvisible(title.normalize('NFC')).replace(/\s+/g, ' ').trim();
}

/** @returns the first with the same value as an earlier one, and that earlier one */
function firstRepeat<T>(choices: T[], keyOf: (choice: T) => string): { again: T; first: T } | undefined {
	const seen = new Map<string, T>();
	for (const again of choices) {
		const first = seen.get(keyOf(again));
		if (first !== undefined) return { again, first };
		seen.set(keyOf(again), again);
	}
	return undefined;
}
