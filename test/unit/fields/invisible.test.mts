import fc from 'fast-check';

import { parseWabaId } from '../../../nodes/Plivo/content/whatsapp/template/wabaId';
import { composeAdditionalFields } from '../../../nodes/Plivo/content/additionalFields';
import { withoutInvisible } from '../../../nodes/Plivo/fields/invisible';
import { composeMms } from '../../../nodes/Plivo/content/mms/mms';
import { parsePowerpack } from '../../../nodes/Plivo/content/addressing/sender';
import { parseUuid } from '../../../nodes/Plivo/fields/uuid';
import { composeInteractive } from '../../../nodes/Plivo/content/whatsapp/interactive/interactive';
import { composeMedia } from '../../../nodes/Plivo/content/whatsapp/whatsappMedia';
import { composeTemplateFields } from '../../../nodes/Plivo/content/whatsapp/template/templateFields';
import { composeTemplateJson } from '../../../nodes/Plivo/content/whatsapp/template/templateJson';
import { composeComponents } from '../../../nodes/Plivo/content/whatsapp/template/templateVariables';
import { composeText } from '../../../nodes/Plivo/content/whatsapp/whatsappText';
import { reading } from '../content/whatsapp/reading.mts';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const ADDRESS = 'https://a.example/b.png?c=d';
const template = { templateName: 'order_update', templateLanguage: 'en_US' };
const fields = (values: object) => composeTemplateFields(reading({ ...template, ...values }));
const cta = { interactiveType: 'cta_url', bodyText: 'Hi', ctaTitle: 'Open' };
const oneTime = {
	...{ template_id: '1', name: 'a', language: 'en', status: 'APPROVED', category: 'AUTHENTICATION' },
	components: [{ type: 'BODY', text: '{{1}}' }, { type: 'BUTTONS', buttons: [{ type: 'OTP' }] }],
};
const header = { ...oneTime, category: 'UTILITY', components: [{ type: 'HEADER', format: 'IMAGE' }] };

/** What holds an ID, a code, or an address: a good value of it, and what is made of a value. */
const IDS: Record<string, [good: string, make: (text: string) => unknown]> = {
	'One-Time Code, in fields': ['123456', (code) => fields({ templateBody: { parameters: [{ type: 'one_time_code', code }] } })],
	'One-Time Code, of the account': ['123456', (code) => composeComponents(oneTime, { code })],
	'To India: DLT Entity ID': ['1007162345678901234', (dlt_entity_id) => composeAdditionalFields({ dlt_entity_id })],
	'To India: DLT Template ID': ['1007162345678901234', (dlt_template_id) => composeAdditionalFields({ dlt_template_id })],
	'Status Callback URL': [ADDRESS, (url) => composeAdditionalFields({ url })],
	'Media URLs': [ADDRESS, (mediaUrls) => composeMms(reading({ mediaUrls }))],
	'Media URLs, two': [`${ADDRESS} ${ADDRESS}`, (mediaUrls) => composeMms(reading({ mediaUrls }))],
	'Media IDs': [UUID, (mediaIds) => composeMms(reading({ mediaSource: 'mediaId', mediaIds }))],
	'Media URL': [ADDRESS, (mediaUrl) => composeMedia(reading({ mediaUrl }))],
	'Button URL': [ADDRESS, (ctaUrl) => composeInteractive(reading({ ...cta, ctaUrl }))],
	'Header Variable, Media URL': [ADDRESS, (media) => fields({ templateHeader: { header: { type: 'media', media } } })],
	'Header: Image URL': [ADDRESS, (url) => composeComponents(header, { 'header.media': url })],
	'Template JSON, media': [ADDRESS, (media) => json({ components: [{ type: 'header', parameters: [{ type: 'media', media }] }] })],
	'Template JSON, name': ['order_update', (name) => json({ name })],
	'Template JSON, language': ['en_US', (language) => json({ language })],
	'Template Name': ['order_update', (templateName) => fields({ templateName })],
	'Template Language': ['en_US', (templateLanguage) => fields({ templateLanguage })],
	'Variable Name': ['{{first_name}}', (parameterName) => fields({ templateBody: { parameters: [{ type: 'text', text: 'Ann', parameterName }] } })],
	'Currency Code': ['EUR', (currencyCode) => fields({ templateBody: { parameters: [{ type: 'currency', amount: 1, fallback: '1 euro', currencyCode }] } })],
	'Message UUID': [UUID, (uuid) => parseUuid(uuid, 'Message UUID', 'Enter it.')],
	Powerpack: [UUID, (uuid) => parsePowerpack(uuid)],
	'WhatsApp Business Account ID': ['104612345678901', (id) => parseWabaId(id)],
};

function json(changes: object): unknown {
	return composeTemplateJson(reading({ templateJson: { name: 'order_update', language: 'en_US', ...changes } }));
}

const INVISIBLE = [...'\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff\ufe0f\u180e\u061c'];

describe.each(Object.entries(IDS))('%s', (_, [good, make]) => {
	it('is read without what nobody can see, wherever that stands', () => {
		const expected = make(good);
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(good.length), fc.constantFrom(...INVISIBLE)), { minLength: 1, maxLength: 4 }), (added) => {
				const text = added.reduce((written, [at, character]) => written.slice(0, at) + character + written.slice(at), good);
				expect(make(text)).toEqual(expected);
			}),
		);
	});
});

describe('withoutInvisible', () => {
	it.each(['https://fa.example/می‌خواهم', 'https://a.example/👨‍👩‍👧/❤️.png', 'क्‍ष', 'https://a.example/größe', 'two\nlines'])('leaves %s as it is', (text) => {
		expect(withoutInvisible(text)).toBe(text);
	});

	it.each([['a\u200d', 'a'], ['é\u200d', 'é'], ['\ufe0fa', 'a'], ['a\u200b\u200db', 'ab'], ['\u200d\u200c', '']])('makes %j %j', (text, plain) => {
		expect(withoutInvisible(text)).toBe(plain);
	});
});

it('leaves ordinary texts as they are, and what people see in IDs', () => {
	const text = 'می‌خواهم 👨‍👩‍👧 so\u00adft \u200bx';
	expect(composeText(reading({ text }))).toEqual({ text });
	const payload = (given: string) => JSON.stringify(fields({ templateButtons: { buttons: [{ type: 'quick_reply', payload: given }] } }));
	expect(payload(text)).toContain(JSON.stringify('می‌خواهم 👨‍👩‍👧 soft x'));
	for (const seen of ['1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '葛󠄀', 'ᠠ᠋ᠠ', '۝', '☎️']) expect(withoutInvisible(seen)).toBe(seen);
});

it('ends soon on a long run of joiners', () => {
	expect(withoutInvisible(`ä${'\u200D'.repeat(300_000)}ä`)).toHaveLength(300_002);
	expect(withoutInvisible(`ä${'\u200D'.repeat(300_000)}`)).toBe('ä');
});
