import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import { PlivoMessagingApi } from '../../../credentials/PlivoMessagingApi.credentials';
import { Plivo } from '../../../nodes/Plivo/Plivo.node';
import { PlivoTrigger } from '../../../nodes/Plivo/PlivoTrigger.node';
import { describeRequestError } from '../../../nodes/Plivo/errors/describeRequestError';
import { PlivoRequestError } from '../../../nodes/Plivo/errors/plivoRequestError';
import { LABELS } from '../../../nodes/Plivo/errors/plivoWords';
import { knownCodes, plivoCases } from '../../../scripts/plivoErrors.mts';
import { sentencesOfCode } from '../docs/sentences.mts';

// Whoever reads these draws workflows and may not code. Words of APIs, of standards and of machines stay out of them.

/** What no text says, and what it says instead. */
const FORBIDDEN: Array<[words: RegExp, instead: string]> = [
	[/\b(?:src|dst)\b/, 'the label of the field'],
	[/\b(?:media_urls|media_ids|powerpack_uuid|message_expiry|dlt_\w+|app_id)\b/, 'the label of the field'],
	[/\bGSM|\bUCS-?2|\bUTF-|\bsurrogate|\bcode ?points?\b|\bseptets?\b/i, 'the character that causes it'],
	[/\bU\+[\dA-F]{4}/, 'the character, or what it is in words'],
	[/\bE\.164\b/, 'with its country code'],
	[/\bISO[ -]?\d+|\bRFC[ -]?\d+/, 'an example'],
	[/\bHMAC\b|\bSHA-?\d+|\bbase64\b/i, 'what it is for'],
	[/\bURL-encod|\bpercent-encod|\bquery parameter|\bJSON pointer/i, 'an example'],
	[/\b(?:boolean|integer|enum|regex|nullish|serializ\w+|stringif\w+)\b/i, 'what to enter'],
	[/\bExecute Step\b/, 'Execute step, as n8n writes it'],
	[/\b[Ii]tems? \d|\[item|\bzero-based\b/, '1st item'],
	[/^HTTP \d+/, 'what happened, and the code in parentheses'],
	[/\bERR_|\bINVALID_URL\b/, 'a sentence'],
];

/** Texts that have such a word for a reason. */
const ALLOWED = [
	// The code on the wire, which people search for, behind a sentence of ours.
	/\((?:HTTP \d+|E[A-Z_]+)\)/,
	// An expression to copy.
	/\{\{.*?\}\}/g,
];

function found(text: string): string[] {
	const plain = ALLOWED.reduce((rest, allowed) => rest.replace(allowed, ''), text);
	return FORBIDDEN.filter(([words]) => words.test(plain)).map(([words, instead]) => `${words} in "${text}": say ${instead}`);
}

describe('plain words', () => {
	it('are in every error of the code', () => {
		const texts = sentencesOfCode().flatMap(({ message, remedy }) => [message, remedy]);
		expect(texts.length).toBeGreaterThan(300);
		expect(texts.flatMap(found)).toEqual([]);
	});

	it('are in what is said of every response of Plivo, but for its own words', () => {
		const texts = plivoCases().flatMap(([, message, remedy]) => [message, remedy.replace(/(?:Plivo says|The answer was): ".*"/, '')]);
		expect(texts.flatMap(found)).toEqual([]);
	});

	it('are in what is said of every delivery error', () => {
		expect(knownCodes().flatMap(([, meaning, remedy]) => [meaning, remedy]).flatMap(found)).toEqual([]);
	});

	it('are in the panels of the nodes and the credential', () => {
		const { properties, test } = new PlivoMessagingApi();
		const rules = (test.rules ?? []).map((rule) => ('message' in rule.properties ? String(rule.properties.message) : ''));
		const texts = [...new Plivo().description.properties, ...new PlivoTrigger().description.properties, ...properties].flatMap(textsOf);
		expect(texts.length).toBeGreaterThan(300);
		expect([...texts, ...rules].flatMap(found)).toEqual([]);
	});

	it('are in the first line of an error, whichever parameter Plivo names in it', () => {
		const text = fc.tuple(fc.constantFrom(...Object.keys(LABELS)), fc.constantFrom("'", '"'), fc.constantFrom(' is not valid', ' is too long.', ' 14155550123 is unknown'));
		fc.assert(
			fc.property(text, fc.constantFrom(400, 402, 405, 409, 413, 422), ([name, quote, rest], status) => {
				const { message } = describeRequestError(new PlivoRequestError('refused', 'refused', `${quote}${name}${quote}${rest}`, status));
				expect(found(message)).toEqual([]);
				expect(message).not.toMatch(/[a-z]_[a-z]/);
			}),
		);
	});
});

/** Everything that people read of a field. */
function textsOf(field: INodeProperties): string[] {
	const { displayName, description = '', hint = '', placeholder = '', options = [] } = field;
	const within = options.flatMap((option) => {
		if ('values' in option) return [option.displayName, ...option.values.flatMap(textsOf)];
		return 'type' in option ? textsOf(option) : [option.name, 'description' in option ? String(option.description) : ''];
	});
	return [displayName, description, hint, placeholder, ...within];
}
