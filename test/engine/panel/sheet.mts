import type { INodeProperties, INodePropertyCollection, INodePropertyMode, INodePropertyOptions } from 'n8n-workflow';

/**
 * A row of a sheet: what a field or option is, in a line; and what its words say, as far as they must not be mixed up with
 * those of another one. ` … ` stands for words that may change freely: no number and no name of a field is among them.
 */
export type SheetRow = [facts: string, says?: string];

interface Fact {
	facts: string;
	/** All that it says to people: description and hint, or the text of a notice. */
	words: string;
	/** The field or option that it stands within, for telling siblings. */
	parent: string;
}

type Field = INodeProperties | INodePropertyCollection | INodePropertyOptions | INodePropertyMode;

/** What saved workflows and people rely on, in the order of the panel; what is the same for two operations stands there once. */
export function factsOf(fields: readonly Field[], parent = '', seen = new Set<string>()): Fact[] {
	return fields.flatMap((field) => {
		const key = `${parent} ${JSON.stringify({ ...field, displayOptions: undefined })}`;
		if (seen.has(key)) return [];
		seen.add(key);
		const own = { facts: factsOfOne(field, parent), words: wordsOf(field), parent };
		const path = `${parent}${parent && ' > '}${labelOf(field)}`;
		const { options = [], values = [], modes = [] } = field as Partial<INodeProperties & INodePropertyCollection>;
		// A list of countries is not for a sheet: it is held against what Unicode and libphonenumber call them.
		const within = options.length > 100 ? [] : [...(options as Field[]), ...values, ...modes];
		return [own, ...factsOf(within, path, seen)];
	});
}

function factsOfOne(field: Field, parent: string): string {
	const before = parent && `${parent} > `;
	if (!('displayName' in field)) {
		const { name, value, action } = field as INodePropertyOptions;
		return `${before}${name} = ${JSON.stringify(value)}${action === undefined ? '' : `, "${action}"`}`;
	}
	const { displayName, name, type, default: preset, required = false, noDataExpression = false, placeholder, typeOptions } = field as INodeProperties;
	if (type === 'notice') return `${before}(notice) = ${name}`;
	const facts = [
		...(type === undefined ? [] : [type]),
		...(required ? ['required'] : []),
		...(noDataExpression ? ['no expression'] : []),
		...(typeOptions === undefined ? [] : [JSON.stringify(typeOptions)]),
		...(preset === undefined ? [] : [`at first ${JSON.stringify(preset)}`]),
		...(placeholder === undefined ? [] : [placeholder]),
	];
	return `${before}${displayName} = ${name}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`;
}

function wordsOf(field: Field): string {
	const { type, displayName, description = '', hint = '' } = field as INodeProperties;
	return type === 'notice' ? displayName : [description, hint].filter((text) => text !== '').join(' | ');
}

function labelOf(field: Field): string {
	return 'displayName' in field ? field.displayName : field.name;
}

/** Numbers, in digits or in words, and names of fields: what no ` … ` may stand for. */
export function namedIn(words: string, labels: Iterable<string>): string[] {
	const numbers = words.match(/\d[\d,.]*\d|\d|\b(two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|twice)\b/gi) ?? [];
	const long = [...labels].filter((label) => / /.test(label) && words.includes(label));
	const quoted = words.match(/'[A-Z][^']*'|option [A-Z]\w+/g) ?? [];
	return [...numbers, ...long, ...quoted];
}

/** Whether words are those that a row of a sheet says. */
export function fits(words: string, says: string): boolean {
	const parts = says.split(/ ?… ?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 's').test(words);
}
