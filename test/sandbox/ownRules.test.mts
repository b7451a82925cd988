import type { Sandbox } from '../../sandbox/server.mts';
import { raw, startOnManualClock, supportNumber, upload } from './support.mts';

// The log tells a refusal that stands in a document of Plivo's from one that only the sandbox has: who tries something out there has
// to know that live Plivo may take it.
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

type Body = Record<string, unknown>;
const wa = (content: Body): Body => ({ type: 'whatsapp', text: undefined, ...content });
const url = 'https://example.com/a.png';
const template = (components: unknown, name = 'order_update', language = 'en_US') => wa({ template: { name, language, components } });
const header = (...parameters: unknown[]) => template([{ type: 'header', parameters }]);
const button = (sub_type: string, ...parameters: unknown[]) => template([{ type: 'button', sub_type, index: '0', parameters }]);
const reply = (changes: Body) => wa({ interactive: { type: 'reply', body: { text: 'B' }, action: { buttons: [{ id: '1', title: 'A' }] }, ...changes } });
const rows = (row: unknown, button: Body = { title: 'A' }) =>
	wa({ interactive: { type: 'list', body: { text: 'B' }, action: { buttons: [button], sections: [{ rows: [row] }] } } });

const own: Array<[string, Body]> = [
	['an unknown key', { sms: 1 }],
	['media of an SMS', { media_urls: [url] }],
	['media ids of an SMS', { media_ids: ['a'] }],
	['a media id that is unknown', { type: 'mms', media_ids: ['nope'] }],
	['eleven files, by URL and by id', { type: 'mms', media_urls: Array.from({ length: 10 }, () => url), media_ids: ['a'] }],
	['media URLs in one text, as one of the references has them', { type: 'mms', media_urls: url }],
	['message_expiry as a text, as one of the references has it', { message_expiry: '300' }],
	['a number that is not rented', { src: '14150001111' }],
	['a number without SMS', { src: '12065550111' }],
	['a Powerpack without a number for it', { src: undefined, powerpack_uuid: '9e2c0f14-7f5d-4d0c-8a35-0d7f2f1b6a10' }],
	["a number that only its country's plan has not, as in a sample of Plivo's", { dst: '12401234567' }],
	['two kinds of content', wa({ text: 'Hi', location: { latitude: '1', longitude: '2' } })],
	['media ids of a WhatsApp message', wa({ media_ids: ['a'] })],
	['a coordinate that is a number', wa({ location: { latitude: 1, longitude: '2' } })],
	['a latitude of 91', wa({ location: { latitude: '91', longitude: '2' } })],
	['an unknown template', template([], 'nope')],
	['an unknown language', template([], 'welcome', 'fr')],
	['a template that is not approved', template([], 'spring_sale')],
	['a component that is there twice', template([{ type: 'body', parameters: [] }, { type: 'body', parameters: [] }])],
	['two parameters of a header', header({ type: 'text', text: 'a' }, { type: 'text', text: 'b' })],
	['a medium of a header that is no URL', header({ type: 'media', media: 'a.png' })],
	['a parameter of another kind', header({ type: 'coupon_code', coupon_code: 'a' })],
	['a location of a header without a name', header({ type: 'location', location: { latitude: '1', longitude: '2', address: 'a' } })],
	['a button of another kind', button('copy_code', { type: 'text', text: 'a' })],
	['two parameters of a button', button('url', { type: 'text', text: 'a' }, { type: 'text', text: 'b' })],
	['carousel cards', template([{ type: 'body', parameters: [], cards: [] }])],
	['a header of 61 characters', reply({ header: { type: 'text', text: 'x'.repeat(61) } })],
	['an empty body', reply({ body: { text: '' } })],
	['a reply button without an id', reply({ action: { buttons: [{ title: 'A' }] } })],
	['the same id twice', reply({ action: { buttons: [{ id: '1', title: 'A' }, { id: '1', title: 'B' }] } })],
	['sections of a reply, which the reference says are ignored', reply({ action: { buttons: [{ id: '1', title: 'A' }], sections: [] } })],
	['a row without an id', rows({ title: 'A' })],
	['a URL to call that is none', wa({ interactive: { type: 'cta_url', body: { text: 'B' }, action: { buttons: [{ title: 'A', cta_url: 'a' }] } } })],
];

const documented: Array<[string, Body]> = [
	['no text', { text: undefined }],
	['a text that is too long', { text: 'x'.repeat(1_601) }],
	['no recipient', { dst: undefined }],
	['a recipient that is too short', { dst: '1111111' }],
	['a recipient that is too long', { dst: '141576543210000' }],
	['a sender that is too long', { src: '141576543210000' }],
	['neither sender nor Powerpack', { src: undefined }],
	['an unknown type', { type: 'rcs' }],
	['message_expiry of four', { message_expiry: 4 }],
	['a URL for callbacks that is none', { url: 'example.com' }],
	['an unknown DLT category', { dlt_template_category: 'other' }],
	['an MMS without media', { type: 'mms' }],
	['an MMS from a number without MMS', { type: 'mms', src: '447700900123', media_urls: [url] }],
	['a template of an SMS', { template: { name: 'welcome', language: 'en_US' } }],
	['a component of another kind', template([{ type: 'footer', parameters: [] }])],
	['a header of a template with 61 characters', header({ type: 'text', text: 'x'.repeat(61) })],
	['a footer of 61 characters', reply({ footer: { text: 'x'.repeat(61) } })],
	['four reply buttons', reply({ action: { buttons: ['1', '2', '3', '4'].map((id) => ({ id, title: id })) } })],
	['a title of a row with 25 characters', rows({ id: '1', title: 'x'.repeat(25) })],
	['a list without sections', wa({ interactive: { type: 'list', body: { text: 'B' }, action: { buttons: [{ title: 'A' }] } } })],
];

it.each([...own.map((row) => [true, ...row] as const), ...documented.map((row) => [undefined, ...row] as const)])(
	"is the sandbox's own rule: %p (%s)",
	async (ownRule, _case, changes) => {
		const body = { src: supportNumber, dst: '14157654321', text: 'Hello', ...changes };
		const { status } = await raw(sandbox, 'POST', '/Message/', { body });
		expect(status).toBe(400);
		expect(sandbox.requests.at(-1)?.ownRule).toBe(ownRule);
	},
);

it.each<[true | undefined, string, string, Parameters<typeof raw>[3]]>([
	[true, 'GET', '/Message/?foo=1', {}],
	[true, 'GET', '/Message/?message_type=sms&message_type=mms', {}],
	[undefined, 'GET', '/Message/?message_type=fax', {}],
	[undefined, 'GET', '/Message/?message_time=now', {}],
	[undefined, 'GET', '/Message/?limit=21', {}],
	[true, 'GET', '/Number/?type=satellite', {}],
	[true, 'GET', '/Number/?renewal_date=2030-01-10', {}],
	[undefined, 'GET', '/Number/?services=fax', {}],
	[undefined, 'GET', '/Nope/', {}],
	[undefined, 'PUT', '/Message/', {}],
	[true, 'POST', '/Message/', { body: '{}', headers: { 'content-type': 'text/plain' } }],
	[undefined, 'POST', '/Message/', { body: 'src=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
	[undefined, 'POST', '/Message/', { body: 'no json' }],
	[true, 'POST', '/Number/14151234567/', { body: { app_id: '' } }],
	[true, 'POST', '/Number/14151234567/', { body: { app_id: null } }],
	[true, 'POST', '/Number/14151234567/', { body: { cnam_lookup: 'on' } }],
	[true, 'POST', '/Application/', { body: { app_name: 'a'.repeat(101) } }],
	[true, 'POST', '/Application/', { body: { app_name: 'a', message_url: 'x' } }],
	[undefined, 'POST', '/Application/', { body: { app_name: 'a b' } }],
	[true, 'DELETE', '/Application/20468599130939380/?force=true', {}],
])("is the sandbox's own rule: %p (%s %s)", async (ownRule, method, path, options) => {
	const { status } = await raw(sandbox, method, path, options);
	expect([400, 404, 405]).toContain(status);
	expect(sandbox.requests.at(-1)?.ownRule).toBe(ownRule);
});

it('is not there on what was accepted', async () => {
	await upload(sandbox, [new File(['x'], 'a.txt', { type: 'text/plain' })]);
	expect(sandbox.requests.at(-1)).toMatchObject({ answer: { status: 201 } });
	expect(sandbox.requests.at(-1)).not.toHaveProperty('ownRule');
});
