import type { Sandbox } from '../../sandbox/server.mts';
import { raw, startOnManualClock } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

type Case = [name: string, content: unknown, words: string];

async function expectRefusal(changes: Record<string, unknown>, words: string): Promise<void> {
	const body = { type: 'whatsapp', src: '14151234567', dst: '14157654321', ...changes };
	const answer = await raw(sandbox, 'POST', '/Message/', { body });
	expect(answer.body).toEqual({ api_id: expect.any(String), error: expect.stringContaining(words) });
	expect(answer.status).toBe(400);
	expect(sandbox.accepted).toEqual([]);
}

const long = (length: number) => 'a'.repeat(length);
const location = { latitude: '37.48', longitude: '122.14', name: 'N', address: 'A' };
const template = { name: 'welcome', language: 'en_US' };
const interactive = { type: 'cta_url', body: { text: 'B' }, action: { buttons: [{ title: 'T', cta_url: 'https://plivo.com' }] } };
const picture = 'https://example.com/a.png';

describe('a message is refused when', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['src is missing', { src: undefined, text: 'x' }, "'src' is required for a message of type whatsapp"],
		[
			'it comes from a powerpack',
			{ src: undefined, powerpack_uuid: '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c', text: 'x' },
			"'src' is required for a message of type whatsapp",
		],
		['src is no WhatsApp number', { src: '18005550199', text: 'x' }, "'src' 18005550199 is not enabled for whatsapp"],
		['src is a sender ID', { src: 'SANDBOX', text: 'x' }, "'src' has to be a phone number enabled for whatsapp"],
		['src has a prefix', { src: 'whatsapp:+14151234567', text: 'x' }, "'src' has to be a phone number enabled for whatsapp"],
		['it holds nothing', {}, "One of 'text', 'media_urls', 'template', 'interactive' and 'location' is required"],
		['the text is empty', { text: '' }, "One of 'text'"],
		['the text is too long', { text: long(4_097) }, "'text' has 4097 characters, the maximum is 4096."],
		['the caption is too long', { text: long(1_025), media_urls: [picture] }, 'the maximum with media is 1024.'],
		['there are two media', { media_urls: [picture, picture] }, "'media_urls' has 2 URLs, a message of type whatsapp takes one."],
		['the medium is no URL', { media_urls: ['a.png'] }, "'media_urls' has 'a.png', which is not a valid URL."],
		['the medium is uploaded', { media_ids: ['a'] }, "'media_ids' is only for messages of type mms."],
		['there are text and template', { text: 'x', template }, "Only one of 'template', 'text' can be given."],
		['there are medium and template', { media_urls: [picture], template }, "Only one of 'template', 'media_urls' can be given."],
		['there are template and interactive', { template, interactive }, "Only one of 'template', 'interactive' can be given."],
		['there are interactive and location', { interactive, location }, "Only one of 'interactive', 'location' can be given."],
		['there are text and location', { text: 'x', location }, "Only one of 'location', 'text' can be given."],
		['an MMS has an interactive part', { type: 'mms', interactive }, "'interactive' is only for messages of type whatsapp."],
		['an SMS has a location', { type: 'sms', text: 'x', location }, "'location' is only for messages of type whatsapp."],
		['the type is missing', { type: undefined, text: 'x', template }, "'template' is only for messages of type whatsapp."],
	])('%s', async (_case, changes, words) => await expectRefusal(changes, words));
});

describe('a location is refused when', () => {
	it.each<Case>([
		['it is a text', '37,122', "'location' must be of type object."],
		['a number is no text', { ...location, latitude: 37.48 }, "'location.latitude' must be of type string."],
		['there is no latitude', { longitude: '1' }, "'location.latitude' is required."],
		['there is no longitude', { latitude: '1' }, "'location.longitude' is required."],
		['it is beyond the pole', { ...location, latitude: '90.1' }, "'location.latitude' is not a valid latitude."],
		['it is beyond the date line', { ...location, longitude: '-180.5' }, "'location.longitude' is not a valid longitude."],
		['it has a comma', { ...location, latitude: '37,48' }, "'location.latitude' is not a valid latitude."],
		['it is empty', { ...location, latitude: '' }, "'location.latitude' is not a valid latitude."],
		['the name is empty', { ...location, name: '' }, "'location.name' must NOT have fewer than 1 characters."],
		['a key is unknown', { ...location, url: 'x' }, "'location.url' is not a parameter of this request."],
	])('%s', async (_case, wrong, words) => await expectRefusal({ location: wrong }, words));
});

const withComponents = (...components: unknown[]) => ({ name: 'order_update', language: 'en_US', components });
const headerOf = (parameter: unknown) => withComponents({ type: 'header', parameters: [parameter] });
const bodyOf = (parameter: unknown) => withComponents({ type: 'body', parameters: [parameter] });
const buttonOf = (changes: object) =>
	withComponents({ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'x' }], ...changes });
const first = "'template.components[0]";
const text = { type: 'text', text: 'x' };
const currency = { fallback_value: '$1', currency_code: 'USD', amount_1000: 1_000 };

describe('a template is refused when', () => {
	it.each<Case>([
		['it is a text', 'welcome', "'template' must be of type object."],
		['it has no name', { language: 'de' }, "'template.name' is required."],
		['it has no language', { name: 'welcome' }, "'template.language' is required."],
		['the language is that of Meta', { name: 'welcome', language: { code: 'de' } }, "'template.language' must be of type string."],
		['a key is unknown', { ...template, namespace: 'x' }, "'template.namespace' is not a parameter of this request."],
		['components are no list', { ...template, components: {} }, "'template.components' must be of type array."],
		['a component has no type', withComponents({ parameters: [] }), `${first}.type' is required.`],
		['a component is another', withComponents({ type: 'carousel' }), `${first}.type' must be one of header, body, button.`],
		['a component is in upper case', withComponents({ type: 'BODY' }), `${first}.type' must be one of header, body, button.`],
		['parameters are missing', withComponents({ type: 'body' }), `${first}.parameters' is required.`],
		['a body has an index', withComponents({ type: 'body', index: '0', parameters: [] }), `${first}.index' is not a parameter`],
		['a component has cards', withComponents({ type: 'body', cards: [], parameters: [] }), `${first}.cards' is not a parameter`],
		['a parameter is a text', bodyOf('x'), `${first}.parameters[0]' must be of type object.`],
		['a parameter has no type', bodyOf({ text: 'x' }), `${first}.parameters[0].type' is required.`],
		['a body has a medium', bodyOf({ type: 'media', media: picture }), 'must be one of text, currency, date_time.'],
		['a body has a payload', bodyOf({ type: 'payload', payload: 'x' }), 'must be one of text, currency, date_time.'],
		['a header has a sum', headerOf({ type: 'currency', currency }), 'must be one of text, media, location.'],
		['a header has the image of Meta', headerOf({ type: 'image', image: { link: picture } }), 'must be one of text, media, location.'],
		['a header has a text of 61', headerOf({ type: 'text', text: long(61) }), `${first}.parameters[0].text' must NOT have more than 60`],
		['a header has two parameters', withComponents({ type: 'header', parameters: [text, text] }), 'must NOT have more than 1 items'],
		['a text is missing', bodyOf({ type: 'text' }), `${first}.parameters[0].text' is required.`],
		['a text is empty', bodyOf({ type: 'text', text: '' }), `${first}.parameters[0].text' must NOT have fewer than 1`],
		['a text is a number', bodyOf({ type: 'text', text: 5 }), `${first}.parameters[0].text' must be of type string.`],
		['a text is over 32,768', bodyOf({ type: 'text', text: long(32_769) }), 'must NOT have more than 32768 characters'],
		[
			'a text is over 1,024 among others',
			withComponents({ type: 'header', parameters: [text] }, { type: 'body', parameters: [{ type: 'text', text: long(1_025) }] }),
			"'template.components' has a body text of more than 1024 characters.",
		],
		['a text comes with a medium', bodyOf({ ...text, media: picture }), `${first}.parameters[0].media' is not a parameter`],
		['a medium is no URL', headerOf({ type: 'media', media: 'a.png' }), `${first}.parameters[0].media' is not a valid http or https URL.`],
		['a medium is an object', headerOf({ type: 'media', media: { link: picture } }), "media' must be of type string."],
		['a location has numbers', headerOf({ type: 'location', location: { ...location, latitude: 1 } }), "location.latitude' must be of type"],
		['a location has no name', headerOf({ type: 'location', location: { ...location, name: undefined } }), "location.name' is required."],
		['a sum is a text', bodyOf({ type: 'currency', currency: '$1' }), "currency' must be of type object."],
		['a sum has no amount', bodyOf({ type: 'currency', currency: { ...currency, amount_1000: undefined } }), "amount_1000' is required."],
		['an amount is a text', bodyOf({ type: 'currency', currency: { ...currency, amount_1000: '1' } }), 'must be of type integer.'],
		['an amount is a fraction', bodyOf({ type: 'currency', currency: { ...currency, amount_1000: 1.5 } }), 'must be of type integer.'],
		['a currency is none', bodyOf({ type: 'currency', currency: { ...currency, currency_code: 'Dollar' } }), 'ISO 4217 currency code'],
		['a date has parts', bodyOf({ type: 'date_time', date_time: { fallback_value: 'x', year: 1977 } }), "date_time.year' is not"],
		['a date is empty', bodyOf({ type: 'date_time', date_time: {} }), "date_time.fallback_value' is required."],
		['a name is a number', bodyOf({ ...text, parameter_name: 1 }), "parameter_name' must be of type string."],
		['a button has no sub_type', buttonOf({ sub_type: undefined }), `${first}.sub_type' is required.`],
		['a button has another sub_type', buttonOf({ sub_type: 'copy_code' }), `${first}.sub_type' must be one of url, quick_reply.`],
		['a button has no index', buttonOf({ index: undefined }), `${first}.index' is required.`],
		['an index is a number', buttonOf({ index: 0 }), `${first}.index' must be of type string.`],
		['an index is too high', buttonOf({ index: '10' }), `${first}.index' must be one of 0, 1, 2`],
		['a URL has a payload', buttonOf({ parameters: [{ type: 'payload', payload: 'x' }] }), "parameters[0].type' must be one of text."],
		['a quick reply has a text', buttonOf({ sub_type: 'quick_reply' }), "parameters[0].type' must be one of payload."],
		['a button has two parameters', buttonOf({ parameters: [text, text] }), 'must NOT have more than 1 items'],
		['a button comes twice', withComponents(...buttonOf({}).components, ...buttonOf({}).components), 'more than one button 0.'],
		['a body comes twice', withComponents({ type: 'body', parameters: [text] }, { type: 'body', parameters: [text] }), 'more than one body.'],
		['the name is unknown', { name: 'nope', language: 'en_US' }, "'template.name' nope is not a template of this account."],
		['the language is unknown', { name: 'welcome', language: 'fr' }, "'template.language' fr is not a language of the template welcome."],
		['it is pending', { name: 'spring_sale', language: 'en_US' }, 'is not approved: it is PENDING.'],
		['it is rejected', { name: 'win_a_car', language: 'en_US' }, 'is not approved: it is REJECTED.'],
		['it is paused', { name: 'weekly_digest', language: 'en_US' }, 'is not approved: it is PAUSED.'],
		['it is disabled', { name: 'old_notice', language: 'en_US' }, 'is not approved: it is DISABLED.'],
	])('%s', async (_case, wrong, words) => await expectRefusal({ template: wrong }, words));
});

const parts = { body: { text: 'B' } };
const row = { id: 'r', title: 'R' };
const listOf = (changes: object) => ({
	type: 'list',
	...parts,
	action: { buttons: [{ title: 'Open' }], sections: [{ title: 'S', rows: [row] }], ...changes },
});
const sectionOf = (changes: object) => listOf({ sections: [{ title: 'S', rows: [row], ...changes }] });
const rowOf = (changes: object) => sectionOf({ rows: [{ ...row, ...changes }] });
const replyOf = (...buttons: unknown[]) => ({ type: 'reply', ...parts, action: { buttons } });
const ctaOf = (...buttons: unknown[]) => ({ type: 'cta_url', ...parts, action: { buttons } });
const link = { title: 'T', cta_url: 'https://plivo.com' };
const reply = (id: string) => ({ id, title: 'T' });
const media = { type: 'media', media: picture };
const button = "'interactive.action.buttons[0]";
const section = "'interactive.action.sections[0]";

describe('an interactive message is refused when', () => {
	it.each<Case>([
		['it is a text', 'x', "'interactive' must be of type object."],
		['it has no type', { ...parts, action: {} }, "'interactive.type' is required."],
		['its type is product', { ...parts, type: 'product', action: {} }, "'interactive.type' must be one of list, reply, button, cta_url."],
		['a key is unknown', { ...replyOf(reply('a')), to: 'x' }, "'interactive.to' is not a parameter"],
		['it has no body', { type: 'reply', action: { buttons: [reply('a')] } }, "'interactive.body' is required."],
		['it has no action', { type: 'reply', ...parts }, "'interactive.action' is required."],
		['its body is a text', { ...replyOf(reply('a')), body: 'B' }, "'interactive.body' must be of type object."],
		['its body is empty', { ...replyOf(reply('a')), body: { text: '' } }, "'interactive.body.text' must NOT have fewer than 1"],
		['its body is too long', { ...replyOf(reply('a')), body: { text: long(1_025) } }, "body.text' must NOT have more than 1024"],
		['its footer is too long', { ...replyOf(reply('a')), footer: { text: long(61) } }, "footer.text' must NOT have more than 60"],
		['its header is too long', { ...replyOf(reply('a')), header: { type: 'text', text: long(61) } }, "header.text' must NOT have more than 60"],
		['its header is an image', { ...replyOf(reply('a')), header: { type: 'image' } }, "header.type' must be one of text, media."],
		['its header has no type', { ...replyOf(reply('a')), header: { text: 'x' } }, "'interactive.header.type' is required."],
		['its header has no text', { ...replyOf(reply('a')), header: { type: 'text' } }, "'interactive.header.text' is required."],
		['its header has both', { ...replyOf(reply('a')), header: { ...media, text: 'x' } }, "'interactive.header.text' is not a parameter"],
		['its medium is no URL', { ...replyOf(reply('a')), header: { type: 'media', media: 'ftp://x/y' } }, "header.media' is not a valid"],
		['a list has a medium', { ...listOf({}), header: media }, "'interactive.header.type' must be one of text."],
		['a link has a medium', { ...ctaOf(link), header: media }, "'interactive.header.type' must be one of text."],
		['there is no reply', replyOf(), "'interactive.action.buttons' must NOT have fewer than 1 items"],
		['there are four replies', replyOf(...'abcd'.split('').map(reply)), "buttons' must NOT have more than 3 items"],
		['a reply has no id', replyOf({ title: 'T' }), `${button}.id' is required.`],
		['a reply has no title', replyOf({ id: 'a' }), `${button}.title' is required.`],
		['a reply is that of Meta', replyOf({ type: 'reply', reply: reply('a') }), `${button}.id' is required.`],
		['a reply has a link', replyOf({ ...reply('a'), ...link }), `${button}.cta_url' is not a parameter`],
		['two replies have one id', replyOf(reply('a'), reply('b'), reply('a')), "has two buttons with the id 'a'."],
		['replies have sections', { ...replyOf(reply('a')), action: { buttons: [reply('a')], sections: [] } }, "action.sections' is not a parameter"],
		['there is no link', ctaOf({ title: 'T' }), `${button}.cta_url' is required.`],
		['a link has no title', ctaOf({ cta_url: 'https://plivo.com' }), `${button}.title' is required.`],
		['a link has an id', ctaOf({ ...link, id: 'a' }), `${button}.id' is not a parameter`],
		['a link is none', ctaOf({ ...link, cta_url: 'plivo.com' }), `${button}.cta_url' is not a valid http or https URL.`],
		['there are two links', ctaOf(link, link), "buttons' must NOT have more than 1 items"],
		['a list has no button', listOf({ buttons: [] }), "buttons' must NOT have fewer than 1 items"],
		['a list has two buttons', listOf({ buttons: [{ title: 'a' }, { title: 'b' }] }), "buttons' must NOT have more than 1 items"],
		['a list has the button of Meta', listOf({ buttons: undefined, button: 'Open' }), "'interactive.action.buttons' is required."],
		['the button of a list has an id', listOf({ buttons: [reply('a')] }), `${button}.id' is not a parameter`],
		['a list has no sections', listOf({ sections: undefined }), "'interactive.action.sections' is required."],
		['a list has an empty list of them', listOf({ sections: [] }), "sections' must NOT have fewer than 1 items"],
		['a list has eleven', listOf({ sections: Array(11).fill({ title: 'S', rows: [row] }) }), "sections' must NOT have more than 10 items"],
		['the title of a section is too long', sectionOf({ title: long(25) }), `${section}.title' must NOT have more than 24`],
		['a section has no rows', sectionOf({ rows: [] }), `${section}.rows' must NOT have fewer than 1 items`],
		['a row has no id', rowOf({ id: undefined }), `${section}.rows[0].id' is required.`],
		['the id of a row is too long', rowOf({ id: long(201) }), `${section}.rows[0].id' must NOT have more than 200`],
		['a row has no title', rowOf({ title: undefined }), `${section}.rows[0].title' is required.`],
		['the title of a row is too long', rowOf({ title: long(25) }), `${section}.rows[0].title' must NOT have more than 24`],
		['a row has a link', rowOf({ url: 'x' }), `${section}.rows[0].url' is not a parameter`],
		[
			'two rows have one id',
			listOf({ sections: [{ title: 'S', rows: [row] }, { title: 'T', rows: [row] }] }),
			"has two rows with the id 'r'.",
		],
	])('%s', async (_case, wrong, words) => await expectRefusal({ interactive: wrong }, words));
});
