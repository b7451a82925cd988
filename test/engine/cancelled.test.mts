import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { until } from '../until.mts';
import { bytes, contentOf, file, itemWith, openFileStore } from './files.mts';
import { MediaHost } from './mediaHost.mts';
import { PlivoStandIn, SILENCE, type StandInRequest } from './plivoStandIn.mts';
import { Execution, failure, output, type RunOptions } from './run.mts';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';

let plivo: PlivoStandIn;
let host: MediaHost;
beforeAll(async () => {
	await openFileStore();
	plivo = await PlivoStandIn.start();
	host = await MediaHost.start();
});
afterAll(() => {
	plivo.close();
	host.close();
});

/**
 * Cancels an execution once it has come so far, then retries it. (A time limit of n8n's cancels in the same way.)
 *
 * @returns what it failed with, and what the retry put out
 */
async function cancelAndRetry(options: RunOptions, cameSoFar: () => boolean, resumeWith: () => void) {
	const execution = await Execution.of(options);
	const running = execution.finish();
	await until(cameSoFar);
	execution.cancel();
	const ended = await running;
	expect(output(ended)).toEqual([]);
	resumeWith();
	const retried = await (await Execution.retryOf(ended, options)).finish();
	return { message: failure(ended).message, retried };
}

describe('List Media with Download', () => {
	const record = (name: string): IDataObject => ({ media_id: name, media_url: `${host.url}/${name}`, content_type: 'image/gif', size: 5 });
	const options = (settings = {}): RunOptions => ({
		parameters: { resource: 'message', operation: 'listMedia', messageUuid: '={{ $json.uuid }}', download: true },
		items: [{ uuid: UUID }, { uuid: UUID }],
		credentials: { ...plivo.credentials, baseUrl: host.api },
		settings,
	});

	it.each<[string, (count: number) => boolean]>([
		['before the answer to the first file', () => false],
		['before the answer to the second file', (count) => count < 2],
		['in the first file of the second item', (count) => count < 3],
	])('%s: fails, and the retry downloads all files of all items', async (_, answers) => {
		const content = bytes(5);
		let isStuck = true;
		host.set([record('a'), record('b')], (_request, response) => {
			if (!isStuck || answers(host.requests.length)) return void response.end(content);
			response.writeHead(200, { 'content-length': 5 }).write(content.subarray(0, 2));
		});
		const stuckAt = [1, 2, 3].find((count) => !answers(count));
		const { message, retried } = await cancelAndRetry(options(), () => host.requests.length === stuckAt, () => (isStuck = false));
		expect(message).toMatch(/^The execution was canceled/);
		const items = output(retried);
		expect(items.map(({ json, pairedItem }) => [json.media_id, json.download_error, pairedItem])).toEqual(
			[0, 1].flatMap((item) => ['a', 'b'].map((name) => [name, undefined, { item }])),
		);
		for (const { binary } of items) expect(await contentOf(binary?.data)).toEqual(content);
	});
});

const page = (from: number) => ({
	meta: { limit: 20, offset: from, next: from === 0 ? 'x' : null },
	objects: Array.from({ length: 20 }, (_, i) => ({ message_uuid: `m${from + i}`, media_id: `m${from + i}`, template_id: `m${from + i}` })),
});
const secondPage = ({ query }: StandInRequest) => page(Number(query.get('offset')));
const isSecond = ({ query }: StandInRequest) => query.get('offset') === '20';

const cases: Array<[name: string, parameters: IDataObject, answer: (request: StandInRequest) => unknown, stuck: (request: StandInRequest) => boolean, out: number]> = [
	['Message → List', { resource: 'message', operation: 'list', returnAll: true }, secondPage, isSecond, 40],
	['Media → List', { resource: 'media', operation: 'list', returnAll: true }, secondPage, isSecond, 40],
	['Template → List', { resource: 'template', operation: 'list', returnAll: true, wabaId: '1' }, secondPage, isSecond, 40],
	['Template → Get', { resource: 'template', operation: 'get', wabaId: '1', template: { __rl: true, mode: 'id', value: '1' } }, () => ({ template_id: '1' }), () => true, 1],
	['Message → Get', { resource: 'message', operation: 'get', messageUuid: UUID }, () => ({ message_uuid: UUID }), () => true, 1],
	['Media → Get', { resource: 'media', operation: 'get', mediaId: UUID }, () => ({ media_id: UUID }), () => true, 1],
	['Media → Upload', { resource: 'media', operation: 'upload', binaryPropertyName: 'data' }, () => ({ objects: [{ media_id: UUID }] }), () => true, 1],
	['Report Conversion', { resource: 'message', operation: 'reportConversion', messageUuid: UUID, conversionStatus: 'CONVERTED' }, () => ({ message: 'ok' }), () => true, 1],
];

describe.each(cases)('%s', (_, parameters, answer, stuck, out) => {
	it('fails when it is cancelled, and the retry begins anew', async () => {
		let isStuck = true;
		plivo.set((request) => (isStuck && stuck(request) ? SILENCE : answer(request)));
		const inputs: INodeExecutionData[] = [itemWith({ data: file('a.png', 'image/png', bytes(5)) })];
		const options: RunOptions = { parameters, inputs, credentials: plivo.credentials };
		const { message, retried } = await cancelAndRetry(options, () => plivo.requests.some(stuck), () => (isStuck = false));
		expect(message).toMatch(/^The execution was canceled/);
		expect(output(retried)).toHaveLength(out);
	});
});
