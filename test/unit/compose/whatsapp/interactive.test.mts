import { composeInteractive, interactiveFields } from '../../../../nodes/Plivo/compose/whatsapp/interactive';
import { refusal } from '../../invalid.mts';
import { reading, readingAsStored } from './reading.mts';

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
		['body', 1024, (text: string) => ({ ...reply, bodyText: text }), 'Body'],
		['footer', 60, (text: string) => ({ ...reply, footerText: text }), 'Footer'],
		['header', 60, (text: string) => ({ ...reply, headerType: 'text', headerText: text }), 'Header Text'],
		['button title', 24, (title: string) => ({ ...reply, replyButtons: buttons({ title: 'Yes' }, { title }) }), 'Button 2, Title'],
		['button ID', 200, (id: string) => ({ ...reply, replyButtons: buttons({ title: 'Yes', id }) }), 'Button 1, ID'],
		['title of a link', 24, (ctaTitle: string) => ({ ...link, ctaTitle }), 'Button Title'],
	])('takes a %s of %i characters, and not one more', (_name, limit, fields, label) => {
		expect(JSON.stringify(compose(fields('x'.repeat(limit))))).toContain(`"${'x'.repeat(limit)}"`);
		expect(refused(fields('x'.repeat(limit + 1)))).toEqual({
			message: `'${label}' is ${(limit + 1).toLocaleString('en-US')} characters long; the limit is ${limit.toLocaleString('en-US')}`,
			remedy: 'Shorten it by 1.',
		});
	});

	it('takes three buttons, and no fourth', () => {
		const [one, two, three, four] = ['1', '2', '3', '4'].map((title) => ({ title }));
		expect(compose({ ...reply, replyButtons: buttons(one!, two!, three!) }).action.buttons).toHaveLength(3);
		expect(refused({ ...reply, replyButtons: buttons(one!, two!, three!, four!) })).toEqual({
			message: "'Reply Buttons' holds 4 buttons; the limit is 3",
			remedy: "Remove some, or set 'Interactive Type' to List, which has room for more.",
		});
	});

	it.each([
		[buttons({ title: 'Yes', id: 'a' }, { title: 'No', id: ' a ' }), "'Button 2, ID' is \"a\", and so is that of Button 1"],
		[buttons({ title: 'Yes' }, { title: 'No' }, { title: 'Yes' }), "'Button 3, ID' is \"Yes\", and so is that of Button 1"],
		[buttons({ title: 'Yes' }, { title: 'No', id: 'Yes' }), "'Button 2, ID' is \"Yes\", and so is that of Button 1"],
	])('refuses one ID twice: %j', (replyButtons, message) => {
		expect(refused({ ...reply, replyButtons })).toEqual({
			message,
			remedy: 'Give each an ID of its own. Where it is left empty, the title is the ID.',
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
			message: "'Header' is Media, which only reply buttons can have",
			remedy: "Set 'Header' to Text or None.",
		});
	});
});
