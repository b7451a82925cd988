import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { asId, asLine, atMost, oneLine, required } from '../../../fields/checks';
import type { Entry } from '../../../fields/collection';
import { withoutInvisible } from '../../../fields/invisible';

/**
 * Meta's references of list, reply button and URL button messages:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
 * (and …/interactive-reply-buttons-messages, …/interactive-cta-url-messages). Plivo's gives 24 for a title, without making
 * clear whether buttons are meant too: a longer one Plivo takes, and WhatsApp drops it.
 */
export const MAX_BUTTON_TITLE = 20;
export const MAX_LIST_TITLE = 24;

/** Plivo's message reference. It may mean rows alone; WhatsApp takes 256 in a button. */
export const MAX_ID = 200;

/** What a recipient can choose: a reply button, or a row of a list. */
export interface Choice {
	title: string;
	id: string;
}

/**
 * @param label path to the title in the editor: 'Button 1, Title'
 * @param most characters that WhatsApp takes there
 * @throws InvalidFieldError when there is none, it is too long, or it has more than one line
 */
export function parseTitle(value: unknown, label: string, most: number): string {
	const title = required(asLine(value, label), label, 'Enter what people should see there.');
	return atMost(oneLine(title, label), label, most, 'WhatsApp');
}

/**
 * @param where path to the entry in the editor: 'Section 1, Row 2'
 * @param mostTitle characters that WhatsApp takes in its title
 * @returns with the title as ID where that was left empty
 * @throws InvalidFieldError when there is no title, or one of the two is too long
 */
export function parseChoice(entry: Entry, where: string, mostTitle: number): Choice {
	const title = parseTitle(entry.title, `${where}, Title`, mostTitle);
	const id = atMost(asId(entry.id, `${where}, ID`), `${where}, ID`, MAX_ID);
	return { title, id: id === '' ? title : id };
}

/**
 * @param choices all of a message, with the path to each
 * @throws InvalidFieldError when two have one ID: the answer would not tell which of them was chosen
 */
export function refuseSameIds(choices: Array<{ id: string; where: string }>): void {
	const repeat = firstRepeat(choices, ({ id }) => id);
	if (repeat === undefined) return;
	throw new InvalidFieldError(
		`${repeat.again.where}, ID`,
		`is ${quoted(repeat.again.id)}, and so is that of ${repeat.first.where}`,
		'Give each an ID of its own. Where it is left empty, the title is the ID.',
	);
}

/**
 * @param choices those that people see together, with the path to each
 * @throws InvalidFieldError when two have one title, for which WhatsApp drops the message
 *   (https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/types/ButtonObject, and of rows
 *   https://github.com/glific/glific-frontend/issues/1999)
 */
export function refuseSameTitles(choices: Array<{ title: string; where: string }>): void {
	const repeat = firstRepeat(choices, ({ title }) => asPeopleRead(title));
	if (repeat === undefined) return;
	throw new InvalidFieldError(
		`${repeat.again.where}, Title`,
		`is ${quoted(repeat.again.title)}, and so is that of ${repeat.first.where}; WhatsApp takes each title once`,
		'Give each a title of its own.',
	);
}

/** @returns a title to hold against others: an accent of its own, a character that nobody can see, or another kind of space makes no other title */
export function asPeopleRead(title: string): string {
	return withoutInvisible(title.normalize('NFC')).replace(/\s+/g, ' ').trim();
}

/** @returns the first that has the same value as one before it, and that one */
function firstRepeat<T>(choices: T[], keyOf: (choice: T) => string): { again: T; first: T } | undefined {
	const seen = new Map<string, T>();
	for (const again of choices) {
		const first = seen.get(keyOf(again));
		if (first !== undefined) return { again, first };
		seen.set(keyOf(again), again);
	}
	return undefined;
}
