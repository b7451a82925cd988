import { type Answer, field, objectsOf } from '../api.mts';
import type { Check } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { createApplication, idOf, prefixOf } from '../scenes/application.mts';
import { httpOf } from '../scenes/sending.mts';
import { borrowedNumber } from '../scenes/number.mts';
import { linkOf } from '../undo/undo.mts';
import type { Scene, Stage } from '../stage.mts';

/** Tried one after the other until Plivo accepts one. The trigger's own names have more than 40 characters, and fewer than 60. */
const LENGTHS = [100, 60, 40];

interface Named {
	wanted: number;
	answer: Answer;
	/** How many characters of the name were kept; undefined if nothing was created. */
	kept: number | undefined;
}

const longNames: Scene<Named[]> = {
	id: 'application with a long name',
	does: `creates an application with a name of ${LENGTHS[0]} characters, and if Plivo rejects it, with a shorter one`,
	messages: () => 0,
	changes: 'the list of applications; deleted at the end',
	async play(stage) {
		const tries: Named[] = [];
		for (const length of LENGTHS) {
			const tried = await named(stage, length);
			tries.push(tried);
			if (tried.kept !== undefined) break;
		}
		return tries;
	},
};

async function named(stage: Stage, length: number): Promise<Named> {
	const name = `${prefixOf(stage)}long-`.padEnd(length, 'x');
	const created = await createApplication(stage, name);
	if (created.status !== 201) return { wanted: length, answer: created, kept: undefined };
	const stored = await stage.api.get(`Application/${idOf(created)}/`);
	const kept = String(field(stored, 'app_name') ?? '');
	return { wanted: length, answer: created, kept: name.startsWith(kept) ? kept.length : undefined };
}

export const appNameLength: Check = {
	id: 'app-name-length',
	asks: 'How long may the name of an application be?',
	positions: [...LENGTHS.map(String), 'cut'],
	needs: [],
	scenes: [longNames],
	async run(stage) {
		const tries = await stage.play(longNames);
		const seen = tries.map(({ wanted, answer, kept }) => saw`${wanted} characters: ${httpOf(answer)}${kept === undefined ? '' : `, ${kept} of them kept`}`);
		const last = tries.at(-1);
		if (last?.kept === undefined) return { saw: seen, conclusion: undefined };
		return { saw: seen, conclusion: last.kept < last.wanted ? 'cut' : String(last.kept) };
	},
};

const filteredNames: Scene<Record<'beginning' | 'middle' | 'other', boolean>> = {
	id: 'application to find',
	does: 'creates an application, and looks for it by parts of its name',
	messages: () => 0,
	changes: 'the list of applications; deleted at the end',
	async play(stage) {
		const name = `${prefixOf(stage)}to-find`;
		const id = idOf(await createApplication(stage, name));
		const finds = async (app_name: string): Promise<boolean> => {
			const list = await stage.api.get(`Application/?${new URLSearchParams({ app_name, limit: '20' })}`);
			if (app_name !== NOBODYS) return objectsOf(list).some((one) => String(field(one, 'app_id')) === id);
			// A filter that is ignored finds any application, but ours may be on another page.
			return objectsOf(list).length > 0;
		};
		return { beginning: await finds(prefixOf(stage)), middle: await finds(name.slice(4)), other: await finds(NOBODYS) };
	},
};

const NOBODYS = 'conformance-name-of-no-application';

export const appNameFilter: Check = {
	id: 'app-name-filter',
	asks: 'Does the list of applications filter by the beginning of their names?',
	positions: ['prefix', 'substring', 'ignored'],
	needs: [],
	scenes: [filteredNames],
	async run(stage) {
		const found = await stage.play(filteredNames);
		const seen = saw`found by its beginning: ${found.beginning}, by its middle: ${found.middle}; anything by a name of none: ${found.other}`;
		const conclusion = found.other ? 'ignored' : found.middle ? 'substring' : found.beginning ? 'prefix' : undefined;
		return { saw: [seen], conclusion };
	},
};

/** After the checks that need the link: this one takes it off. */
export const unlink: Check = {
	id: 'unlink',
	asks: 'Can a number be left with no application?',
	positions: ['default', 'none-possible'],
	needs: [],
	scenes: [borrowedNumber],
	async run(stage) {
		const { appId } = await stage.play(borrowedNumber);
		const answer = await stage.api.repeated('POST', `Number/${stage.options.from}/`, { app_id: '' });
		const now = await linkOf(stage.api, stage.options.from);
		const answers = now === null ? 'nothing' : now.includes(`/${appId}/`) ? 'the same application' : 'another application';
		const seen = saw`an empty app_id: ${httpOf(answer)}; the number is then answered by ${answers}`;
		return { saw: [seen], conclusion: now === null ? 'none-possible' : 'default' };
	},
};
