import { Readable } from 'node:stream';
import fc from 'fast-check';
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
} from 'n8n-workflow';

import { get as getMedia } from '../../../../nodes/Plivo/actions/media/get.operation';
import { list as listMedias } from '../../../../nodes/Plivo/actions/media/list.operation';
import { accountTemplate } from '../../../../nodes/Plivo/content/whatsapp/template/accountTemplate';
import { get as getMessage } from '../../../../nodes/Plivo/actions/message/get.operation';
import { list as listMessages } from '../../../../nodes/Plivo/actions/message/list.operation';
import { listMedia } from '../../../../nodes/Plivo/actions/message/listMedia.operation';
import { reportConversion } from '../../../../nodes/Plivo/actions/message/reportConversion.operation';
import { RecordWithFiles, type Output } from '../../../../nodes/Plivo/actions/operation';
import { get as getTemplate } from '../../../../nodes/Plivo/actions/template/get.operation';
import { list as listTemplates } from '../../../../nodes/Plivo/actions/template/list.operation';
import { InvalidFieldError } from '../../../../nodes/Plivo/errors/invalidFieldError';
import { getInboundNumbers } from '../../../../nodes/Plivo/methods/getInboundNumbers';
import { searchNumbers } from '../../../../nodes/Plivo/methods/searchNumbers';
import { searchPowerpacks } from '../../../../nodes/Plivo/methods/searchPowerpacks';
import { searchTemplates } from '../../../../nodes/Plivo/methods/searchTemplates';
import { getTemplateVariables } from '../../../../nodes/Plivo/methods/getTemplateVariables';
import { limiters } from '../../../../nodes/Plivo/client/rateLimit/accountLimiters';
import { errorFromResponse } from '../../../../nodes/Plivo/client/failures/requestFailure';
import { createPlivoClient } from '../../../../nodes/Plivo/client/plivoClient';
import { uploadMedia } from '../../../../nodes/Plivo/client/upload';
import { PlivoRequestError } from '../../../../nodes/Plivo/errors/plivoRequestError';
import {
	createApplication,
	readApplication,
	readLink,
	readOwnApplications,
} from '../../../../nodes/Plivo/trigger/registration/plivoResources';

// Whatever has the shape of JSON may come in place of an answer or of a part of it. Then either something usable comes out,
// or an error in words of ours; never one of JavaScript's.

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const OWN_NAME = 'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-p';
const meta = { limit: 20, offset: 0, next: null, previous: null, total_count: 1 };
const list = (...objects: IDataObject[]): IDataObject => ({ api_id: 'a', meta, objects });

const message: IDataObject = { message_uuid: UUID, message_state: 'delivered', units: 1, error_code: '000' };
const media: IDataObject = { media_id: UUID, media_url: 'https://media.plivo.com/m', content_type: 'image/png', file_name: 'a.png', size: 5 };
const number: IDataObject = { number: '14151234567', alias: 'Support', sms_enabled: true, application: '/v1/Account/MA/Application/1/' };
const powerpack: IDataObject = { uuid: UUID, name: 'Marketing', application_id: '1', number_pool: `/v1/Account/MA/NumberPool/${UUID}/` };
const application: IDataObject = { app_id: '1', app_name: OWN_NAME, answer_url: 'https://example.com', log_incoming_messages: true, sub_account: null };
const template: IDataObject = {
	template_id: '1',
	name: 'order_update',
	language: 'en_US',
	status: 'APPROVED',
	category: 'UTILITY',
	components: [
		{ type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}', example: { header_text: ['Ann'] } },
		{ type: 'BODY', text: 'Order {{name}}', example: { body_text_named_params: [{ param_name: 'name', example: 'A-1' }] } },
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}', example: ['a'] }, { type: 'QUICK_REPLY', text: 'Yes' }] },
	],
};

const parameters: IDataObject = {
	messageUuid: UUID,
	mediaId: UUID,
	wabaId: '1',
	template: '1',
	returnAll: true,
	download: true,
	filters: {},
	includeUnapproved: true,
	conversionStatus: 'CONVERTED',
	templateVariables: { value: { 'header.1': 'Ann', 'body.name': 'A-2', 'button.0.url': 'b' } },
};

/** As much of n8n as operations and pickers ask for, with an HTTP that gives this answer to every request. */
function n8n(body: unknown): IExecuteFunctions & ILoadOptionsFunctions {
	// Each is a process of its own: together they ask more than Plivo allows an account.
	limiters.clear();
	const context = {
		getNode: () => ({ name: 'Plivo', type: 'plivo' }),
		getCredentials: async () => ({ authId: 'MA', authToken: 'secret', baseUrl: 'https://api.plivo.com' }),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => parameters[name] ?? fallback,
		getCurrentNodeParameter: (name: string) => parameters[name],
		getTimezone: () => 'UTC',
		helpers: {
			httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body }),
			httpRequest: async () => ({ statusCode: 200, headers: {}, body: Readable.from([Buffer.from('x')]) }),
			prepareBinaryData: async (stream: Readable, fileName: string, mimeType?: string) => {
				for await (const chunk of stream) void chunk;
				// as n8n does with them
				return { fileName: fileName.slice(0), mimeType: mimeType?.toLowerCase() ?? '', data: 'x', fileExtension: 'bin' };
			},
		},
	};
	return context as unknown as IExecuteFunctions & ILoadOptionsFunctions;
}

type Client = Awaited<ReturnType<typeof createPlivoClient>>;

/** Everything that asks Plivo for something and uses the answer. */
const asks: Record<string, [response: IDataObject, ask: (context: ReturnType<typeof n8n>, client: Client) => Promise<unknown>]> = {
	'Message → Get': [message, async (context, client) => await getMessage.execute.call(context, client, 0)],
	'Message → List': [list(message), async (context, client) => await listMessages.execute.call(context, client, 0)],
	'Message → List Media': [list(media), async (context, client) => await listMedia.execute.call(context, client, 0)],
	'Message → Report Conversion': [{ message: 'ok' }, async (context, client) => await reportConversion.execute.call(context, client, 0)],
	'Media → Get': [media, async (context, client) => await getMedia.execute.call(context, client, 0)],
	'Media → List': [list(media), async (context, client) => await listMedias.execute.call(context, client, 0)],
	'Template → Get': [template, async (context, client) => await getTemplate.execute.call(context, client, 0)],
	'Template → List': [list(template), async (context, client) => await listTemplates.execute.call(context, client, 0)],
	'a template to be sent': [template, async (context, client) => await accountTemplate.call(context, client, 0)],
	'an upload': [list(media), async (_, client) => await uploadMedia(client, [async () => ({ fileName: 'a', mimeType: 'a/b', data: Buffer.from('x') })])],
	'the list of numbers': [list(number), async (context) => await searchNumbers.call(context)],
	'the list of Powerpacks': [list(powerpack), async (context) => await searchPowerpacks.call(context, 'e')],
	'the list of templates': [list(template), async (context) => await searchTemplates.call(context, 'e')],
	'the variables of a template': [template, async (context) => await getTemplateVariables.call(context)],
	"the trigger's list of numbers": [list({ ...number, ...powerpack }), async (context) => await getInboundNumbers.call(context)],
	'what a number is linked to': [number, async (_, client) => await readLink(client, String(number.number))],
	'an application': [application, async (_, client) => await readApplication(client, '1')],
	'our applications': [list(application), async (_, client) => await readOwnApplications(client)],
	'a new application': [application, async (_, client) => await createApplication(client, { app_name: OWN_NAME })],
};

const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(undefined, null, 7, '', 'null', true, [], {}, [null], [[]], '[]', '{"a":1}'));

/** An answer with some of its parts exchanged for anything. */
function mutations(response: IDataObject): fc.Arbitrary<unknown> {
	const change = fc.record({ path: fc.constantFrom(...pathsOf(response)), value: odd });
	return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => changes.reduce<unknown>((now, { path, value }) => put(now, path, value), response));
}

function pathsOf(value: unknown): string[][] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])]);
}

function put(into: unknown, [key, ...rest]: string[], value: unknown): unknown {
	if (key === undefined || typeof into !== 'object' || into === null) return value;
	const inner = rest.length === 0 ? value : put((into as IDataObject)[key], rest, value);
	return Array.isArray(into) ? into.map((entry: unknown, i) => (String(i) === key ? inner : entry)) : { ...into, [key]: inner };
}

const isOurs = (error: unknown) =>
	error instanceof PlivoRequestError || error instanceof InvalidFieldError || error instanceof NodeApiError || error instanceof NodeOperationError;

/** @returns what came out, or nothing where an error of ours did */
async function outcome(name: string, body: unknown): Promise<unknown> {
	const [, ask] = asks[name] ?? [];
	const context = n8n(body);
	try {
		return await ask?.(context, await createPlivoClient(context));
	} catch (error) {
		if (!isOurs(error)) throw error;
		return undefined;
	}
}

describe.each(Object.keys(asks))('%s', (name) => {
	const [response] = asks[name] ?? [{}];

	it('uses the answer as it should be', async () => expect(await outcome(name, response)).toBeDefined());

	it('takes any other for what it is, or says so in words', async () => {
		// no text or number as a whole: those are faults of the request, which repeats it
		const whole = fc.oneof(fc.dictionary(fc.constantFrom('objects', 'meta', 'name', 'x'), odd), fc.array(odd));
		await fc.assert(
			fc.asyncProperty(fc.oneof({ arbitrary: mutations(response), weight: 4 }, { arbitrary: whole, weight: 1 }), async (body) => {
				const out = await outcome(name, body);
				if (name.includes('→')) expect([out ?? []].flat().every(isRecord)).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});
});

/** Whether n8n can put it out. */
function isRecord(output: unknown): boolean {
	const json = output instanceof RecordWithFiles ? output.json : (output as Output);
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

it('whatever is in the body of an error', () => {
	fc.assert(
		fc.property(odd, odd, odd, fc.integer({ min: 300, max: 599 }), (error, message_, global_error, status) => {
			for (const body of [error, { error, message: message_ }, { errors: { global_error } }, { errors: error }]) {
				expect(typeof errorFromResponse(status, body).text).toBe('string');
			}
		}),
	);
});
