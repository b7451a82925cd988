import { InvalidField, quoted } from '../invalidField';
import { asLine, atMost, required } from './checks';
import type { Entry } from './collection';

/**
 * Plivo's message reference gives these once, at the end of what it says of `action`, without making clear whether only
 * the rows of a list are meant. They are held for every title and ID in it. It gives no limit for a row's description.
 */
const MOST_TITLE = 24;
const MOST_ID = 200;

/** What a recipient can choose: a reply button, or a row of a list. */
export interface Choice {
	title: string;
	id: string;
}

/**
 * @param label path to the title in the editor: 'Button 1, Title'
 * @throws InvalidField when there is none, or it is too long
 */
export function parseTitle(value: unknown, label: string): string {
	return atMost(required(asLine(value, label), label, 'Enter what people should see there.'), label, MOST_TITLE);
}

/**
 * @param where path to the entry in the editor: 'Section 1, Row 2'
 * @returns with the title as ID where that was left empty
 * @throws InvalidField when there is no title, or one of the two is too long
 */
export function parseChoice(entry: Entry, where: string): Choice {
	const title = parseTitle(entry.title, `${where}, Title`);
	const id = atMost(asLine(entry.id, `${where}, ID`), `${where}, ID`, MOST_ID);
	return { title, id: id === '' ? title : id };
}

/**
 * @param choices all of a message, with the path to each
 * @throws InvalidField when two have one ID: the answer would not tell which of them was chosen
 */
export function refuseSameIds(choices: Array<{ id: string; where: string }>): void {
	const places = new Map<string, string>();
	for (const { id, where } of choices) {
		const other = places.get(id);
		if (other !== undefined) {
			throw new InvalidField(
				`${where}, ID`,
				`is ${quoted(id)}, and so is that of ${other}`,
				'Give each an ID of its own. Where it is left empty, the title is the ID.',
			);
		}
		places.set(id, where);
	}
}
