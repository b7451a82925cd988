import {
	NodeHelpers,
	type IDataObject,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyMode,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** Adds an option and leaves it as it is, or leaves a field as the panel shows it: its default then counts. */
export const UNTOUCHED = Symbol('untouched');

/** Types what the placeholder of the field gives as an example. */
export const EXAMPLE = Symbol('example');

/** What a person enters, by the labels that they read: a text, the label of an option, or the fields within a collection. */
export type Entry = string | number | boolean | symbol | string[] | Entries | Entries[];
export interface Entries {
	[label: string]: Entry;
}

type Field = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/**
 * The panel of a node, filled in by a person: by labels, in the order in which the fields show up, and only what is shown.
 * It makes the parameters that n8n saves then. It throws where a person would find no such field or option, or could not add
 * another entry.
 */
export class Panel {
	/** The path of labels to each field, option and mode that was entered or chosen in any panel so far. */
	readonly used = new Set<string>();

	constructor(readonly description: INodeTypeDescription) {}

	/** @returns parameters as a saved workflow holds them */
	fill(entries: Entries): IDataObject {
		const parameters: IDataObject = {};
		this.addDefaults(parameters);
		for (const [label, entry] of Object.entries(entries)) {
			const field = this.find(this.shown(parameters), label, '');
			parameters[field.name] = this.valueOf(field, entry, label, parameters);
			this.addDefaults(parameters);
		}
		return parameters;
	}

	/** The labels within an entry of a collection with several values, after this was entered in it. */
	within(entries: Entries, [first = '', ...path]: string[], values: Entries): string[] {
		const parameters = this.fill(entries);
		const top = this.find(this.shown(parameters), first, '');
		const field = path.reduce((outer, label) => this.find(fieldsOf(outer), label, outer.displayName), top);
		const filled = this.group(fieldsOf(field), values, [first, ...path].join(' > '), parameters);
		return this.shownWithin(fieldsOf(field), filled, parameters).map(({ displayName }) => displayName);
	}

	/** The fields that n8n would mark red, with what it says of them, as after `fill`. */
	asksFor(parameters: IDataObject): string[] {
		const node = { ...NODE, parameters: parameters as never };
		return Object.keys(NodeHelpers.getNodeParametersIssues(this.description.properties, node, this.description)?.parameters ?? {});
	}

	/** The labels that a person sees after these entries, from top to bottom; of a notice its name. */
	labels(entries: Entries): string[] {
		return this.fields(entries).map(({ displayName, name, type }) => (type === 'notice' ? name : displayName));
	}

	/** The fields that a person sees after these entries. */
	fields(entries: Entries): INodeProperties[] {
		return this.shown(this.fill(entries));
	}

	/** The labels that a collection offers after these entries. */
	offers(entries: Entries, collection: string): string[] {
		const parameters = this.fill(entries);
		const field = this.find(this.shown(parameters), collection, '');
		return this.shownWithin(optionsOf(field), {}, parameters).map(({ displayName }) => displayName);
	}

	private shown(parameters: IDataObject): INodeProperties[] {
		return this.description.properties.filter((field) => this.isShown(field, parameters, parameters));
	}

	private shownWithin<T extends Field>(fields: T[], values: IDataObject, parameters: IDataObject): T[] {
		return fields.filter((field) => this.isShown(field as INodeProperties, values, parameters));
	}

	private isShown(field: INodeProperties, values: IDataObject, parameters: IDataObject): boolean {
		return NodeHelpers.displayParameter(values as never, field, NODE, this.description, parameters as never);
	}

	/**
	 * What the panel holds of fields that nobody has touched. A field that shows up may bring others. One that has a value of
	 * another one of its name, which it does not offer, begins anew, as Operation does under another Resource.
	 */
	private addDefaults(parameters: IDataObject): void {
		for (let before = ''; before !== JSON.stringify(parameters); ) {
			before = JSON.stringify(parameters);
			for (const field of this.shown(parameters)) {
				if (field.type === 'notice') continue;
				const isOffered = field.type !== 'options' || ((field.options ?? []) as INodePropertyOptions[]).some(({ value }) => value === parameters[field.name]);
				if (parameters[field.name] === undefined || !isOffered) parameters[field.name] = structuredClone(field.default) as never;
			}
		}
	}

	private find<T extends Field>(fields: T[], label: string, where: string): T {
		const found = fields.filter((field) => labelOf(field) === label);
		if (found.length !== 1) throw new Error(`${where || 'The panel'} shows ${found.length} times "${label}", and: ${fields.map(labelOf).join(', ')}`);
		return found[0] as T;
	}

	private valueOf(field: INodeProperties, entry: Entry, path: string, parameters: IDataObject): never {
		this.used.add(path);
		if (entry === UNTOUCHED) return structuredClone(field.default) as never;
		return this.entered(field, entry, path, parameters) as never;
	}

	private entered(field: INodeProperties, entry: Entry, path: string, parameters: IDataObject): unknown {
		switch (field.type) {
			case 'options':
				return this.choose(field, entry, path);
			case 'multiOptions':
				return (entry as string[]).map((label) => this.choose(field, label, path));
			case 'collection':
				return this.collection(optionsOf(field), entry as Entries, path, parameters);
			case 'fixedCollection':
				return this.fixedCollection(field, entry as Entries | Entries[], path, parameters);
			case 'resourceLocator': {
				const [[label, typed] = ['', '']] = Object.entries(entry as Entries);
				const mode = this.find((field.modes ?? []) as unknown as INodeProperties[], label, path) as unknown as INodePropertyMode;
				this.used.add(`${path} > ${label}`);
				return { __rl: true, mode: mode.name, value: typed === EXAMPLE ? exampleOf(mode.placeholder, path) : typed };
			}
			default:
				if (entry !== EXAMPLE) return entry;
				return field.type === 'number' ? Number(exampleOf(field.placeholder, path)) : exampleOf(field.placeholder, path);
		}
	}

	private choose(field: INodeProperties, label: Entry, path: string): unknown {
		// What comes from Plivo is picked by its value
		if (field.typeOptions?.loadOptionsMethod !== undefined) return label;
		const option = this.find((field.options ?? []) as INodePropertyOptions[], String(label), path);
		this.used.add(`${path} > ${String(label)}`);
		return option.value;
	}

	private collection(fields: INodeProperties[], entries: Entries, path: string, parameters: IDataObject): IDataObject {
		const values: IDataObject = {};
		for (const [label, entry] of Object.entries(entries)) {
			const field = this.find(this.shownWithin(fields, values, parameters), label, path);
			values[field.name] = this.valueOf(field, entry, `${path} > ${label}`, parameters);
		}
		return values;
	}

	/** One entry, or a list of them where the panel has a button for another one. */
	private fixedCollection(field: INodeProperties, entry: Entries | Entries[], path: string, parameters: IDataObject): IDataObject {
		const { multipleValues = false, maxAllowedFields = Infinity } = field.typeOptions ?? {};
		if (multipleValues !== Array.isArray(entry)) throw new Error(`${path} takes ${multipleValues ? 'several entries' : 'one entry'}`);
		if (Array.isArray(entry) && entry.length > maxAllowedFields) throw new Error(`${path} takes ${maxAllowedFields} entries`);
		const [group] = (field.options ?? []) as INodePropertyCollection[];
		if (group === undefined) throw new Error(`${path} has nothing in it`);
		const filled = [entry].flat().map((one) => this.group(group.values, one, path, parameters));
		return { [group.name]: multipleValues ? filled : filled[0] };
	}

	private group(fields: INodeProperties[], entries: Entries, path: string, parameters: IDataObject): IDataObject {
		const values: IDataObject = {};
		const addDefaults = () => {
			for (const { name, default: value } of this.shownWithin(fields, values, parameters)) values[name] ??= structuredClone(value) as never;
		};
		addDefaults();
		for (const [label, entry] of Object.entries(entries)) {
			const field = this.find(this.shownWithin(fields, values, parameters), label, path);
			values[field.name] = this.valueOf(field, entry, `${path} > ${label}`, parameters);
			addDefaults();
		}
		return values;
	}
}

const NODE = { id: 'node-1', name: 'Plivo', typeVersion: 1, type: 'plivo', position: [0, 0] as [number, number], parameters: {} };

export function labelOf(field: Field): string {
	return 'displayName' in field ? field.displayName : field.name;
}

/** The fields within a collection, or within an entry of one that has several. */
function fieldsOf(field: INodeProperties): INodeProperties[] {
	const [group] = field.options ?? [];
	return group !== undefined && 'values' in group ? group.values : optionsOf(field);
}

function optionsOf(field: INodeProperties): INodeProperties[] {
	return (field.options ?? []) as INodeProperties[];
}

function exampleOf(placeholder: string | undefined, path: string): string {
	const [, example] = /^e\.g\. (.+?)(?: or .+)?$/s.exec(placeholder ?? '') ?? [];
	if (example === undefined) throw new Error(`${path} gives no example: ${String(placeholder)}`);
	return example;
}

/** The paths of labels to everything that a person can enter, choose or pick, in all panels of a node. */
export function everything(fields: Field[], before = ''): string[] {
	return fields.flatMap((field) => {
		if (('type' in field && ['notice', 'hidden'].includes(field.type ?? '')) || isAgents(field)) return [];
		const path = before + labelOf(field);
		if ('values' in field) return everything(field.values, before);
		const own = [path];
		if (!('type' in field)) return own;
		if (field.modes !== undefined) return [...own, ...field.modes.map(({ displayName }) => `${path} > ${displayName}`)];
		// A list of countries is held against other sources as a whole.
		return [...own, ...everything((field.options ?? []).length > 100 ? [] : ((field.options ?? []) as Field[]), `${path} > `)];
	});
}

/** Shown to an agent only, whose tool is no panel. */
function isAgents(field: Field): boolean {
	return 'displayOptions' in field && field.displayOptions?.show?.['@tool']?.[0] === true;
}
