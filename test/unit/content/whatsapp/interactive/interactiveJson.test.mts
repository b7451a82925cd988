import fc from 'fast-check';

import { composeInteractive, interactiveFields } from '../../../../../nodes/Plivo/content/whatsapp/interactive/interactive';
import { refusal } from '../../../invalid.mts';
import { reading, readingAsStored } from '../reading.mts';

const compose = (interactiveJson: unknown) => composeInteractive(reading({ interactiveMode: 'json', interactiveJson })).interactive;
const refused = (json: unknown) => refusal(() => compose(json));

const body = { text: 'B' };
const yes = { title: 'Yes', id: 'y' };
const reply = { type: 'reply', body, action: { buttons: [yes, { title: 'No', id: 'n' }] } };
const link = { type: 'cta_url', body, action: { buttons: [{ title: 'Open', cta_url: 'https://plivo.com' }] } };
const rows = [{ id: 'r1', title: 'R1', description: 'D1' }];
const list = { type: 'list', body, action: { buttons: [{ title: 'Click here' }], sections: [{ title: 'S1', rows }] } };

const withButtons = (...buttons: unknown[]) => ({ ...reply, action: { buttons } });
const withRows = (...given: unknown[]) => ({ ...list, action: { ...list.action, sections: [{ title: 'S1', rows: given }] } });
const many = (count: number) => Array.from({ length: count }, (_, i) => ({ title: `T${i}`, id: `${i}` }));

describe('Interactive JSON', () => {
	it.each([
		['reply buttons', { ...reply, header: { type: 'media', media: 'https://xyz.com/s3/img.jpg' }, footer: { text: 'F' } }],
		["reply buttons as Plivo's SDKs write them", { ...reply, type: 'button' }],
		['a list', { ...list, header: { type: 'text', text: 'H' } }],
		['a list of one section without a title', { ...list, action: { ...list.action, sections: [{ rows }] } }],
		['a link', link],
	])('takes %s, as text and as an object', (_name, interactive) => {
		expect(compose(interactive)).toEqual(interactive);
		expect(compose(JSON.stringify(interactive, null, 2))).toEqual(interactive);
	});

	it('reads what n8n stores of the editor', () => {
		const stored = { interactiveMode: 'json', interactiveJson: JSON.stringify(list) };
		expect(composeInteractive(readingAsStored(interactiveFields, stored)).interactive).toEqual(list);
	});

	it('makes texts of numbers that data yields, and IDs of titles where there are none', () => {
		expect(compose(withRows({ title: 7, id: 4711 }, { title: ' R2 ', description: null }))).toEqual(
			withRows({ title: '7', id: '4711' }, { title: 'R2', id: 'R2' }),
		);
	});

	it.each<[unknown, string]>([
		['', "'Interactive JSON' is empty"],
		[undefined, "'Interactive JSON' is empty"],
		['[]', "'Interactive JSON' is \"[]\", which isn't an object"],
		['{"type": "reply",}', "'Interactive JSON' isn't valid JSON: line 1, column 18 can't continue with \"}\""],
		['{"type": {{ $json.type }}}', "'Interactive JSON' contains \"{{ $json.type }}\", an expression that n8n hasn't filled in"],
		[{ interactive: reply }, '\'Interactive JSON\' has the message under "interactive"'],
		[{ src: '+1', dst: '+2', type: 'whatsapp', interactive: reply }, '\'Interactive JSON\' has the message under "interactive"'],
		[{ messaging_product: 'whatsapp', to: '2', type: 'interactive', interactive: reply }, '\'Interactive JSON\' has the message under "interactive"'],
		[{ json: reply, pairedItem: 0 }, '\'Interactive JSON\' has the message under "json"'],
		['{"type": "reply", "body": {"text": "A"},\n "body": {"text": "B"}}', '\'Interactive JSON\' has "body" twice in one object, the second time at line 2, column 2'],
		['\uFEFF{"type": "reply"}', "'Interactive JSON' contains an invisible mark from the start of a file, which JSON doesn't allow, at line 1, column 1"],
		['{\n\u00A0"type": "reply"}', "'Interactive JSON' contains a no-break space, which JSON doesn't allow, at line 2, column 1"],
		['[object Object] ', '\'Interactive JSON\' contains "[object Object]", an object that n8n turned into text'],
		['{"type": "reply", "body": [object Object]}', '\'Interactive JSON\' contains "[object Object]", an object that n8n turned into text'],
		[{ ...reply, type: undefined }, '\'Interactive JSON\' has nothing as "type"'],
		[{ ...reply, type: 'LIST' }, '\'Interactive JSON\' has "LIST" as "type"'],
		[{ ...reply, type: 'product_list' }, '\'Interactive JSON\' has "product_list" as "type"'],
		[{ ...reply, to: '+14155550123' }, "'Interactive JSON' has \"to\", which Plivo doesn't recognize there"],
		[{ ...reply, body: 'B' }, '\'Interactive JSON\' has "B" as "body"'],
		[{ ...reply, body: {} }, "'Interactive JSON, Body' is empty"],
		[{ ...reply, body: { text: 'x'.repeat(1025) } }, "'Interactive JSON, Body' is 1,025 characters long; the limit is 1,024"],
		[{ ...reply, body: { text: 'Hi {{ $json.name }}' } }, "'Interactive JSON, Body' contains \"{{ $json.name }}\", an expression that n8n hasn't filled in"],
		[{ ...reply, body: { txt: 'B' } }, "'Interactive JSON, Body' has \"txt\", which Plivo doesn't recognize there"],
		[{ ...reply, footer: { text: 'x'.repeat(61) } }, "'Interactive JSON, Footer' is 61 characters long; the limit is 60"],
		[{ ...reply, footer: 'F' }, '\'Interactive JSON\' has "F" as "footer"'],
		[{ ...reply, header: 'H' }, '\'Interactive JSON\' has "H" as "header"'],
		[{ ...reply, header: { text: 'H' } }, '\'Interactive JSON, Header\' has nothing as "type"'],
		[{ ...reply, header: { type: 'text', text: '*H*' } }, "'Interactive JSON, Header, Text' contains formatting (*H*); WhatsApp doesn't allow it in a header"],
		[{ ...reply, header: { type: 'text', text: 'H', media: 'https://x/i.jpg' } }, "'Interactive JSON, Header' has \"media\", which Plivo doesn't recognize there"],
		[{ ...reply, header: { type: 'media', media: 'i.jpg' } }, '\'Interactive JSON, Header, Media\' is "i.jpg", which isn\'t a web address'],
		[{ ...list, header: { type: 'media', media: 'https://x/i.jpg' } }, "'Interactive JSON, Header' is media, which only reply buttons can have"],
		[{ ...reply, action: undefined }, '\'Interactive JSON\' has nothing as "action"'],
		[{ ...reply, action: {} }, "'Interactive JSON, Buttons' is missing, which isn't a list"],
		[{ ...reply, action: { buttons: yes } }, '\'Interactive JSON, Buttons\' is "{"title":"Yes","id":"y"}", which isn\'t a list'],
		[{ ...reply, action: { buttons: [yes], sections: list.action.sections } }, '\'Interactive JSON\' has "sections", which belongs to "type": "list"'],
		[withButtons(yes, { title: 'Track', cta_url: 'https://x' }), '\'Interactive JSON\' has a button with "cta_url", which belongs to "type": "cta_url"'],
		[{ ...reply, action: { buttons: [yes], sectoins: [] } }, "'Interactive JSON, Action' has \"sectoins\", which Plivo doesn't recognize there"],
		[withButtons(), "'Interactive JSON, Buttons' is empty"],
		[withButtons(...many(4)), "'Interactive JSON, Buttons' contains 4 buttons; the limit is 3"],
		[withButtons('Yes'), '\'Interactive JSON, Buttons\' has "Yes" at position 1, which isn\'t an object'],
		[withButtons(yes, { id: 'n' }), "'Interactive JSON, Button 2, Title' is empty"],
		[withButtons(yes, { ...yes, id: 'n' }), '\'Interactive JSON, Button 2, Title\' is "Yes", the same as that of Interactive JSON, Button 1; WhatsApp allows each title only once'],
		[withButtons({ ...yes, tilte: 'x' }), "'Interactive JSON, Button 1' has \"tilte\", which Plivo doesn't recognize there"],
		[withButtons({ title: 'x'.repeat(21) }), "'Interactive JSON, Button 1, Title' is 21 characters long; WhatsApp allows 20"],
		[{ ...link, action: { buttons: [] } }, "'Interactive JSON, Buttons' is empty"],
		[{ ...link, action: { buttons: [...link.action.buttons, yes] } }, "'Interactive JSON, Buttons' contains 2 buttons; the limit is 1"],
		[{ ...link, action: { buttons: [{ title: 'Open', url: 'https://x' }] } }, "'Interactive JSON, Button' has \"url\", which Plivo doesn't recognize there"],
		[{ ...link, action: { buttons: [{ title: 'Open', cta_url: 'plivo' }] } }, '\'Interactive JSON, Button, cta_url\' is "plivo", which isn\'t a web address'],
		[{ ...list, action: { buttons: [{ title: 'Click' }] } }, "'Interactive JSON, Sections' is missing, which isn't a list"],
		[{ ...list, action: { ...list.action, sections: [] } }, "'Interactive JSON, Sections' is empty"],
		[{ ...list, action: { ...list.action, sections: [{ title: 'S1' }] } }, "'Interactive JSON, Section 1, Rows' is missing, which isn't a list"],
		[{ ...list, action: { ...list.action, sections: [{ rows }, { rows }] } }, "'Interactive JSON, Section 1, Title' is empty"],
		[withRows({ title: 'x'.repeat(25) }), "'Interactive JSON, Section 1, Row 1, Title' is 25 characters long; WhatsApp allows 24"],
		[withRows({ title: 'R1', description: 'x'.repeat(73) }), "'Interactive JSON, Section 1, Row 1, Description' is 73 characters long; WhatsApp allows 72"],
		[withRows({ title: 'R1', id: 1e21 }), '\'Interactive JSON, Section 1, Row 1, ID\' is "1e+21", a number that is too long to keep all its digits'],
		[withRows(...many(11)), "'Interactive JSON, Sections' contains 11 rows in total; WhatsApp allows up to 10"],
		[withRows(...rows, ...rows.map((row) => ({ ...row, title: 'R2' }))), '\'Interactive JSON, Section 1, Row 2, ID\' is "r1", the same as that of Interactive JSON, Section 1, Row 1'],
	])('refuses %j', (json, message) => {
		expect(refused(json).message).toBe(message);
		if (typeof json === 'object') expect(refused(JSON.stringify(json)).message).toBe(message);
	});

	it.each<[string, (holes: never[]) => object]>([
		['buttons', (buttons) => ({ ...reply, action: { buttons } })],
		['rows', (given) => ({ ...list, action: { ...list.action, sections: [{ rows: given }] } })],
		['sections', (sections) => ({ ...list, action: { ...list.action, sections } })],
	])('refuses a hole among %s, as where an entry was deleted', (_name, of) => {
		expect(refused(of(new Array<never>(2))).message).toMatch(/has nothing at position 1, which isn't an object$/);
	});

	it('takes null for a part that is not there, and an empty list of sections where none belong', () => {
		const buttons = [{ ...yes, cta_url: null }];
		expect(compose({ ...reply, header: null, footer: null, action: { buttons, sections: [] } })).toEqual({ ...reply, action: { buttons: [yes] } });
		expect(compose({ ...reply, footer: { text: null } })).toEqual(reply);
	});

	it.each<[string, unknown, string]>([
		['two buttons', { type: 'button', body, action: { buttons: [yes, { type: 'reply', reply: { id: 'n', title: 'No' } }] } }, 'Write "buttons": [{"title":"Yes","id":"y"},{"title":"No","id":"n"}].'],
		['a file by its address', { ...reply, header: { type: 'image', image: 'https://x/i.jpg' } }, 'Write { "type": "media", "media": "https://x/i.jpg" }.'],
		['a file with a url', { ...reply, header: { type: 'media', media: { url: 'https://x/i.jpg' } } }, 'Write { "type": "media", "media": "https://x/i.jpg" }.'],
		['a file with an id', { ...reply, header: { type: 'video', video: { id: '1' } } }, 'Put the file where anyone can download it from the web, and write { "type": "media", "media": "https://…" }.'],
		['a picture above a link', { ...link, header: { type: 'image', image: { link: 'https://x/i.jpg' } } }, 'Give it text, or remove "header".'],
		['a button', { type: 'button', body, action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] } }, 'Write "buttons": [{"title":"Yes","id":"y"}].'],
		['a list', { type: 'list', body, action: { button: 'Open', sections: [{ title: 'S1', rows }] } }, 'Write "buttons": [{ "title": "Open" }].'],
		['a link', { type: 'cta_url', body, action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://x' } } }, 'Write "buttons": [{"title":"Open","cta_url":"https://x"}].'],
		['a picture', { ...reply, header: { type: 'image', image: { link: 'https://x/i.jpg' } } }, 'Write { "type": "media", "media": "https://x/i.jpg" }.'],
	])("gives Plivo's form where %s is written as Meta's API has it", (_name, json, remedy) => {
		expect(refused(json).remedy).toBe(remedy);
	});

	/** Short and long texts, of which some are refused. */
	const text = fc.oneof(
		fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
		fc.constantFrom('', ' ', 'Yes', '*Yes*', 'two\nlines', 'x'.repeat(20), 'x'.repeat(24), 'x'.repeat(72), 'undefined', '{{ $json.a }}', '😀'),
	);
	const choice = fc.record({ title: text, id: text });
	const row = fc.record({ title: text, id: text, description: text });
	const header = fc.option(fc.record({ type: fc.constantFrom('text', 'media'), text }), { nil: undefined });
	const parts = fc.record({ header, body: text, footer: text });

	/** The same message in both forms: the values of the fields, and JSON. */
	const drawn = fc.oneof(
		fc.tuple(parts, fc.array(choice, { maxLength: 4 })).map(([common, buttons]) => ({
			type: 'reply', common, fields: { replyButtons: { buttons } }, action: { buttons },
		})),
		fc.tuple(parts, fc.record({ title: text, url: fc.constantFrom('https://x/1', 'x', '') })).map(([common, { title, url }]) => ({
			type: 'cta_url', common, fields: { ctaTitle: title, ctaUrl: url }, action: { buttons: [{ title, cta_url: url }] },
		})),
		fc.tuple(parts, text, fc.array(fc.tuple(text, fc.array(row, { maxLength: 4 })), { maxLength: 3 })).map(([common, title, sections]) => ({
			type: 'list',
			common,
			fields: { listButtonTitle: title, listSections: { sections: sections.map(([name, given]) => ({ title: name, rows: { row: given } })) } },
			action: { buttons: [{ title }], sections: sections.map(([name, given]) => ({ title: name, rows: given })) },
		})),
	);

	it('takes and refuses what the fields do', () => {
		const outcome = (act: () => unknown): unknown => {
			try {
				return act();
			} catch (error) {
				return error instanceof Error && error.name === 'InvalidFieldError' ? 'refused' : error;
			}
		};
		fc.assert(
			fc.property(drawn, ({ type, common, fields, action }) => {
				const media = common.header?.type === 'media';
				const asFields = {
					interactiveType: type,
					headerType: common.header?.type ?? 'none',
					[media ? 'headerMedia' : 'headerText']: media ? 'https://x/i.jpg' : common.header?.text,
					bodyText: common.body,
					footerText: common.footer,
					...fields,
				};
				const json = {
					type,
					header: media ? { type: 'media', media: 'https://x/i.jpg' } : common.header,
					body: { text: common.body },
					footer: { text: common.footer },
					action,
				};
				expect(outcome(() => compose(json))).toEqual(outcome(() => composeInteractive(reading(asFields)).interactive));
			}),
			{ numRuns: 2_000 },
		);
	});
});
