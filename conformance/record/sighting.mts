import type { Concealer } from './conceal.mts';
import { isOnlyKnownWords } from './knownWords.mts';

/**
 * Something that a check saw: words of ours, and values that may be anything. The two are kept apart, so that in the record the
 * values, and only they, are concealed.
 */
export interface Sighting {
	words: readonly string[];
	values: unknown[];
}

/** Notes what was seen: saw`HTTP ${answer.status}, error ${error}`. A value may be another sighting. */
export function saw(words: TemplateStringsArray, ...values: unknown[]): Sighting {
	return { words: [...words], values };
}

/** Free text of Plivo's, such as the words of an error. */
export class Said {
	constructor(readonly text: string) {}
}

/** Marks free text, which may hold anything, such as the name of a person. */
export function said(value: unknown): Said {
	return new Said(asText(value));
}

/** As it was seen, for the person who runs it. */
export function plainText({ words, values }: Sighting): string {
	return woven(words, values.map((value) => (isSighting(value) ? plainText(value) : asText(value))));
}

/** For the record. */
export function concealedText({ words, values }: Sighting, concealer: Concealer): string {
	const concealed = (value: unknown): string => {
		if (isSighting(value)) return concealedText(value, concealer);
		if (value instanceof Said) return isOnlyKnownWords(value.text) ? concealer.conceal(value.text) : 'other words';
		// A number is a count or a status of ours; only texts come from outside.
		return typeof value === 'number' ? String(value) : concealer.conceal(asText(value));
	};
	return woven(words, values.map(concealed));
}

function isSighting(value: unknown): value is Sighting {
	return typeof value === 'object' && value !== null && 'words' in value && 'values' in value;
}

function asText(value: unknown): string {
	if (value instanceof Said) return value.text;
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

function woven(words: readonly string[], values: string[]): string {
	return words.map((word, index) => word + (values[index] ?? '')).join('');
}
