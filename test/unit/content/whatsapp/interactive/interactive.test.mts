import { composeInteractive, interactiveFields } from '../../../../../nodes/Plivo/content/whatsapp/interactive/interactive';
import { refusal } from '../../../invalid.mts';
import { reading, readingAsStored } from '../reading.mts';

const buttons = (...entries: object[]) => ({ buttons: entries });
const yesAndNo = buttons({ title: 'Yes', id: 'b1' }, { title: 'No', id: 'b2' });
const reply = { interactiveType: 'reply', headerType: 'none', bodyText: 'B', replyButtons: yesAndNo };
const link = { interactiveType: 'cta_url', bodyText: 'B', ctaTitle: 'Open', ctaUrl: 'https://plivo.com' };

const compose = (values: Record<string, unknown>) => composeInteractive(reading(values)).interactive;
const refused = (values: Record<string, unknown>) => refusal(() => compose(values));

describe('composeInteractive', () => {
	it('makes reply buttons as the SDK sends them', () => {
		expect(composeInteractive(reading({ ...reply, headerType: 'media', headerMedia: 'https://x/i.jpg' }))).toEqual({
			interactive: {
				type: 'reply',
				header: { type: 'media', media: 'https://x/i.jpg' },
				body: { text: 'B' },
				action: {
					buttons: [
						{ title: 'Yes', id: 'b1' },
						{ title: 'No', id: 'b2' },
					],
				},
			},
		});
	});

	it('leaves out the address of a file of the item, which has none before it is sent', () => {
		const file = { ...reply, headerType: 'media', headerMediaSource: 'binary', headerBinaryPropertyName: 'data' };
		for (const read of [reading(file), readingAsStored(interactiveFields, file)]) {
			expect(composeInteractive(read).interactive.header).toEqual({ type: 'media' });
		}
		expect(refused({ ...file, headerMediaSource: 'disk' }).message).toMatch(/^'Header Media Source' is "disk"/);
	});

	it('makes a call to action as the SDK sends it', () => {
		expect(composeInteractive(reading({ ...link, footerText: 'F' }))).toEqual({
			interactive: {
				type: 'cta_url',
				body: { text: 'B' },
				footer: { text: 'F' },
				action: { buttons: [{ title: 'Open', cta_url: 'https://plivo.com' }] },
			},
		});
	});

	it('reads what n8n stores of the editor', () => {
		const stored = { bodyText: 'B', replyButtons: { buttons: [{ title: 'Yes' }] } };
		expect(composeInteractive(readingAsStored(interactiveFields, stored)).interactive).toEqual({
			type: 'reply',
			body: { text: 'B' },
			action: { buttons: [{ title: 'Yes', id: 'Yes' }] },
		});
		const withLink = { interactiveType: 'cta_url', headerType: 'text', headerText: 'H', bodyText: 'B', ctaTitle: 'Open' };
		expect(
			composeInteractive(readingAsStored(interactiveFields, { ...withLink, ctaUrl: 'https://plivo.com' })).interactive,
		).toEqual({
			type: 'cta_url',
			header: { type: 'text', text: 'H' },
			body: { text: 'B' },
			action: { buttons: [{ title: 'Open', cta_url: 'https://plivo.com' }] },
		});
	});

	it.each([
		['body', 1024, (text: string) => ({ ...reply, bodyText: text }), 'Body', 'the limit is 1,024'],
		['footer', 60, (text: string) => ({ ...reply, footerText: text }), 'Footer', 'the limit is 60'],
		['header', 60, (text: string) => ({ ...reply, headerType: 'text', headerText: text }), 'Header Text', 'WhatsApp allows 60'],
		['button title', 20, (title: string) => ({ ...reply, replyButtons: buttons({ title: 'Yes' }, { title }) }), 'Button 2, Title', 'WhatsApp allows 20'],
		['button ID', 200, (id: string) => ({ ...reply, replyButtons: buttons({ title: 'Yes', id }) }), 'Button 1, ID', 'the limit is 200'],
		['title of a link', 20, (ctaTitle: string) => ({ ...link, ctaTitle }), 'Button Title', 'WhatsApp allows 20'],
	])('takes a %s of %i characters, emoji or not, and not one more', (_name, limit, fields, label, said) => {
		for (const one of ['x', '😀']) expect(JSON.stringify(compose(fields(one.repeat(limit))))).toContain(`"${one.repeat(limit)}"`);
		expect(refused(fields('x'.repeat(limit + 1)))).toEqual({
			message: `'${label}' is ${(limit + 1).toLocaleString('en-US')} characters long; ${said}`,
			remedy: 'Shorten it by 1.',
		});
	});

	it.each([
		['header', (text: string) => ({ ...reply, headerType: 'text', headerText: text }), 'Header Text'],
		['button title', (title: string) => ({ ...reply, replyButtons: buttons({ title, id: 'a' }) }), 'Button 1, Title'],
		['title of a link', (ctaTitle: string) => ({ ...link, ctaTitle }), 'Button Title'],
	])('takes a %s of one line', (_name, fields, label) => {
		expect(() => compose(fields(' one line\n'))).not.toThrow();
		for (const lineBreak of ['\n', '\r\n', '\u2028']) {
			expect(refused(fields(`two${lineBreak}lines`))).toEqual({
				message: `'${label}' contains a line break; WhatsApp allows only one line`,
				remedy: 'Write it on one line.',
			});
		}
	});

	it.each([
		['*Sale*', '*Sale*'],
		['Our _new_ menu', '_new_'],
		['~10~ 8 EUR', '~10~'],
		['Run `npm`', '`npm`'],
		['***Sale***!', '*Sale*'],
	])('refuses formatting in a header: %s', (headerText, found) => {
		expect(refused({ ...reply, headerType: 'text', headerText })).toEqual({
			message: `'Header Text' contains formatting (${found}); WhatsApp doesn't allow it in a header`,
			remedy: 'Remove the marks around the words.',
		});
	});

	it.each(['5 * 3 * 2', 'order_id_4711', 'Sale*', '* only members', '~10 km', 'a*b*c', 'it_s_', '😀 Hi'])(
		'takes a mark that formats nothing in a header: %s',
		(headerText) => {
			expect(compose({ ...reply, headerType: 'text', headerText }).header).toEqual({ type: 'text', text: headerText });
		},
	);

	it('refuses one title twice', () => {
		expect(refused({ ...reply, replyButtons: buttons({ title: 'Yes', id: 'a' }, { title: 'No' }, { title: ' Yes ', id: 'b' }) })).toEqual({
			message: '\'Button 3, Title\' is "Yes", the same as that of Button 1; WhatsApp allows each title only once',
			remedy: 'Give each its own title.',
		});
	});

	it('takes three buttons, and no fourth', () => {
		const [one, two, three, four] = ['1', '2', '3', '4'].map((title) => ({ title }));
		expect(compose({ ...reply, replyButtons: buttons(one!, two!, three!) }).action.buttons).toHaveLength(3);
		expect(refused({ ...reply, replyButtons: buttons(one!, two!, three!, four!) })).toEqual({
			message: "'Reply Buttons' contains 4 buttons; the limit is 3",
			remedy: "Remove some, or send a list instead, which has room for more.",
		});
	});

	it.each([
		[buttons({ title: 'Yes', id: 'a' }, { title: 'No', id: ' a ' }), '\'Button 2, ID\' is "a", the same as that of Button 1'],
		[buttons({ title: 'Yes' }, { title: 'No', id: 'Yes' }), '\'Button 2, ID\' is "Yes", the same as that of Button 1'],
	])('refuses one ID twice: %j', (replyButtons, message) => {
		expect(refused({ ...reply, replyButtons })).toEqual({
			message,
			remedy: 'Give each its own ID. If it is left empty, the title is the ID.',
		});
	});

	it.each([
		[{ ...reply, bodyText: ' ' }, "'Body' is empty"],
		[{ ...reply, replyButtons: '' }, "'Reply Buttons' is empty"],
		[{ ...reply, replyButtons: {} }, "'Reply Buttons' is empty"],
		[{ ...reply, replyButtons: buttons({ title: '', id: 'a' }) }, "'Button 1, Title' is empty"],
		[{ ...reply, headerType: 'text' }, "'Header Text' is empty"],
		[{ ...reply, headerType: 'media' }, "'Header Media URL' is empty"],
		[
			{ ...reply, headerType: 'media', headerMedia: 'ftp://x/i.jpg' },
			'\'Header Media URL\' is "ftp://x/i.jpg", which isn\'t a web address',
		],
		[{ ...reply, headerType: 'video' }, '\'Header\' is "video", which isn\'t one of its options'],
		[{ ...reply, interactiveType: 'button' }, '\'Interactive Type\' is "button", which isn\'t one of its options'],
		[{ ...link, ctaTitle: '' }, "'Button Title' is empty"],
		[{ ...link, ctaUrl: '' }, "'Button URL' is empty"],
		[{ ...link, ctaUrl: 'plivo.com' }, '\'Button URL\' is "plivo.com", which isn\'t a web address'],
	])('refuses %j', (values, message) => {
		const { message: said, remedy } = refused(values);
		expect(said).toBe(message);
		expect(remedy).toMatch(/\.$/);
	});

	it.each(['list', 'cta_url'])('refuses a file as header of %s', (interactiveType) => {
		expect(refused({ ...link, interactiveType, headerType: 'media', headerMedia: 'https://x/i.jpg' })).toEqual({
			message: "'Header' is media, which only reply buttons can have",
			remedy: "Set 'Header' to Text or None.",
		});
	});
});

describe('titles that people can\'t tell apart', () => {
	const replies = (first: object, second: object) => composeInteractive(reading({ interactiveType: 'reply', bodyText: 'Hi', replyButtons: { buttons: [first, second] } }));

	it.each([
		['Café', 'Cafe\u0301'],
		['Yes', 'Yes\u200b'],
		['Yes', '\u200eYe\u00ads'],
		['Yes', 'Yes\u200b '],
	])('are refused: %j and %j', (first, second) => {
		expect(refusal(() => replies({ title: first, id: '1' }, { title: second, id: '2' })).message).toMatch(/^'Button 2, Title' is .*, the same as that of Button 1; WhatsApp allows each title only once$/);
	});

	it.each([
		[{ title: 'Yes', id: 'e\u0301' }, { title: 'No', id: 'é' }],
		[{ title: '👨‍👩', id: '1' }, { title: '👨👩', id: '2' }],
		[{ title: 'yes', id: '1' }, { title: 'Yes', id: '2' }],
	])('are only those: %j and %j go out, with their IDs as they are', (first, second) => {
		expect(JSON.stringify(replies(first, second))).toContain(JSON.stringify(second.id));
	});
});
