import type { Sandbox } from '../../sandbox/server.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { raw, startOnManualClock } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const path = `/WhatsApp/Template/${wabaId}/`;

it('lists in pages, with exactly the keys of Plivo', async () => {
	const first = await raw(sandbox, 'GET', path);
	expect(first.status).toBe(200);
	expect(Object.keys(first.body).sort()).toEqual(['api_id', 'meta', 'objects', 'status']);
	expect(first.body['status']).toBe('success');
	expect(first.body.meta).toEqual({
		limit: 20,
		next: `/v1/Account/${sandbox.account.authId}${path}?limit=20&offset=20`,
		offset: 0,
		previous: null,
		total_count: templates.length,
	});
	expect(Object.keys(first.body.objects[0] ?? {}).sort()).toEqual(['category', 'language', 'name', 'status', 'template_id']);
	const second = await raw(sandbox, 'GET', `${path}?limit=20&offset=20`);
	expect(second.body.meta['next']).toBeNull();
	const listed = [...first.body.objects, ...second.body.objects].map(({ template_id }) => template_id);
	expect(listed).toEqual(templates.map(({ template_id }) => template_id));
	expect(new Set(listed).size).toBe(templates.length);
});

it('filters by the whole name, in every language, and keeps the filter in the next page', async () => {
	const { body } = await raw(sandbox, 'GET', `${path}?template_name=order_update&limit=1`);
	expect(body).toMatchObject({ objects: [{ name: 'order_update', language: 'en_US' }], meta: { total_count: 2 } });
	const next = String(body.meta['next']).replace(`/v1/Account/${sandbox.account.authId}`, '');
	expect((await raw(sandbox, 'GET', next)).body.objects).toMatchObject([{ name: 'order_update', language: 'de' }]);
	expect((await raw(sandbox, 'GET', `${path}?template_name=orders`)).body.objects).toEqual([]);
});

it.each(templates)('gets $name in $language with its components', async (template) => {
	const { status, body } = await raw(sandbox, 'GET', `${path}${template.template_id}/`);
	expect(status).toBe(200);
	expect(body).toEqual({
		rejected_reason: 'NONE',
		...template,
		api_id: expect.any(String),
		quality_score: { score: expect.any(String) },
	});
});

it('has every status and every kind of component', () => {
	expect(new Set(templates.map(({ status }) => status))).toEqual(
		new Set(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']),
	);
	const kinds = templates.flatMap(({ components }) => components).flatMap((component) => {
		if (component.type === 'HEADER') return [`HEADER ${component.format}`];
		return component.type === 'BUTTONS' ? component.buttons.map(({ type }) => `BUTTON ${type}`) : [component.type];
	});
	expect([...new Set(kinds)].sort()).toEqual([
		'BODY',
		'BUTTON OTP',
		'BUTTON PHONE_NUMBER',
		'BUTTON QUICK_REPLY',
		'BUTTON URL',
		'FOOTER',
		'HEADER DOCUMENT',
		'HEADER IMAGE',
		'HEADER LOCATION',
		'HEADER TEXT',
		'HEADER VIDEO',
	]);
});

it.each([
	['GET', '/WhatsApp/Template/999/', 404],
	['GET', `/WhatsApp/Template/999/${templates[0]?.template_id}/`, 404],
	['GET', `${path}999/`, 404],
	['GET', '/WhatsApp/Template/', 404],
	['GET', `${path}?name=welcome`, 400],
	['GET', `${path}?limit=21`, 400],
	['DELETE', `${path}${templates[0]?.template_id}/`, 405],
])('%s %s gets %i', async (method, url, status) => {
	expect(await raw(sandbox, method, url)).toMatchObject({ status, body: { error: expect.any(String) } });
});

it('may be changed in the same process, and is back after a reset', async () => {
	const [template] = sandbox.templates;
	if (template === undefined) throw new Error('no template');
	template.status = 'PAUSED';
	sandbox.templates.length = 1;
	expect((await raw(sandbox, 'GET', path)).body).toMatchObject({ objects: [{ status: 'PAUSED' }], meta: { total_count: 1 } });
	sandbox.reset();
	expect(sandbox.templates).toEqual(templates);
	expect((await raw(sandbox, 'GET', path)).body.objects[0]).toMatchObject({ status: 'APPROVED' });
});
