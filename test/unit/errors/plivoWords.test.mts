import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import { Plivo } from '../../../nodes/Plivo/Plivo.node';
import { inPanelWords, LABELS } from '../../../nodes/Plivo/errors/plivoWords';
import { root } from '../docs/markdown.mts';

describe("Plivo's words in those of the panel", () => {
	it.each([
		["'src' 12125550100 is not enabled for whatsapp.", "'From' is +12125550100, which can't send WhatsApp messages"],
		["'src' is required for a message of type whatsapp; it cannot be sent from a Powerpack.", "'From' is required for a message of type WhatsApp; it cannot be sent from a Powerpack"],
		["'dst' 14155550123 does not support mms.", "'To' +14155550123 does not support MMS"],
		["'dst' is identical to src.", "'To' is identical to 'From'"],
		["Only one of 'src' and 'powerpack_uuid' can be given.", "Only one of 'From' and 'Powerpack' can be given"],
		['src parameter is not valid', "'From' is not valid"],
		['text parameter length exceeds 737 unicode characters', "'Text' length exceeds 737 unicode characters"],
		["'template.components[0].type' must be one of header, body.", "'Template' must be one of header, body"],
		['dst: is invalid', "'To': is invalid"],
		['"media_urls" field has no entries', "'Media URLs' has no entries"],
		['message_expiry must be at least 5', "'Message Expiry' must be at least 5"],
		['Insufficient Credit', 'Insufficient Credit'],
		['The template has no such text', 'The template has no such text'],
		['https://src.example/dst.png is not reachable', 'https://src.example/dst.png is not reachable'],
	])('%s', (text, words) => {
		expect(inPanelWords(text)).toBe(words);
	});

	it('name no parameter, whatever is said of it', () => {
		const name = fc.constantFrom(...Object.keys(LABELS));
		const sentence = fc.tuple(fc.constantFrom("'", '"', '`'), name, fc.constantFrom('', '.name', '[0].type'), fc.constantFrom(' is not valid', ' is required.', ' 14155550123 is odd'));
		fc.assert(
			fc.property(sentence, ([quote, parameter, place, rest]) => {
				const words = inPanelWords(`${quote}${parameter}${place}${quote}${rest}`);
				expect(words.startsWith(`'${LABELS[parameter] ?? ''}'`)).toBe(true);
				expect(words).not.toMatch(/_|\.$/);
			}),
		);
	});

	it('takes no time for a text of any length', () => {
		fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (text) => expect(typeof inPanelWords(text)).toBe('string')));
	});
});

describe('the labels', () => {
	const { properties } = new Plivo().description;

	it('are there for every parameter of a message', () => {
		const source = readFileSync(join(root, 'nodes/Plivo/client/wire/messageTypes.ts'), 'utf8');
		const [, body = ''] = /export interface SendBody \{([^}]*)\}/.exec(source) ?? [];
		const names = [...body.matchAll(/^\t(\w+)\??:/gm)].map(([, name = '']) => name);
		expect(names.length).toBeGreaterThan(15);
		expect(names.filter((name) => !(name in LABELS))).toEqual([]);
	});

	it('are there for every filter of a list, which has the name of its parameter', () => {
		const filters = properties.filter(({ name }) => name === 'filters').flatMap(({ options = [] }) => options as INodeProperties[]);
		expect(filters.length).toBeGreaterThan(15);
		expect(filters.map(({ name, displayName }) => [name, displayName]).filter(([name = '', label]) => LABELS[name] !== label)).toEqual([]);
	});

	it('are those of fields that the panel has', () => {
		const shown = new Set(labelsOf(properties));
		expect(Object.values(LABELS).filter((label) => !shown.has(label))).toEqual([]);
	});
});

function labelsOf(properties: INodeProperties[]): string[] {
	return properties.flatMap(({ displayName, options = [] }) => [displayName, ...labelsOf(options.filter((option) => 'type' in option))]);
}
