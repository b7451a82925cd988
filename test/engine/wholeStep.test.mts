import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, output, runNode, type RunOptions } from './run.mts';
import { against, messages, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const WABA = '123456789012345';

/** The parameters of each operation of the node. */
const operations: Record<string, IDataObject> = {
	'message send': sendParameters(),
	'message sendAndWait': sendParameters({ operation: 'sendAndWait', waitFor: 'delivery' }),
	'message get': { resource: 'message', operation: 'get', messageUuid: UUID },
	'message list': { resource: 'message', operation: 'list' },
	'message listMedia': { resource: 'message', operation: 'listMedia', messageUuid: UUID },
	'message reportConversion': { resource: 'message', operation: 'reportConversion', messageUuid: UUID },
	'media upload': { resource: 'media', operation: 'upload' },
	'media get': { resource: 'media', operation: 'get', mediaId: UUID },
	'media list': { resource: 'media', operation: 'list' },
	'template get': { resource: 'template', operation: 'get', wabaId: WABA, template: { __rl: true, mode: 'id', value: '1' } },
	'template list': { resource: 'template', operation: 'list', wabaId: WABA },
	'no such operation': { resource: 'message', operation: 'shout' },
};

/** What is wrong with the node as a whole, whatever its items are. */
const faults: Record<string, (options: RunOptions) => RunOptions> = {
	'a Base URL without https://': (options) => ({ ...options, credentials: { ...options.credentials, baseUrl: 'api.plivo.com' } }),
	'an empty Auth ID': (options) => ({ ...options, credentials: { ...options.credentials, authId: '' } }),
	'a credential that cannot be read': (options) => ({ ...options, isCredentialUnreadable: true }),
};

const kinds = ['continueRegularOutput', 'continueErrorOutput'] as const;
const cases = Object.keys(operations).flatMap((operation) =>
	Object.keys(faults).flatMap((fault) => kinds.map((onError) => ({ operation, fault, onError }))),
);

function faulty(operation: string, fault: string, settings?: RunOptions['settings']): RunOptions {
	const options = against(sandbox, { parameters: operations[operation] ?? {}, items: messages(3), settings });
	return faults[fault]?.(options) ?? options;
}

describe('a fault of the node as a whole', () => {
	it.each(cases)('$operation, $fault: $onError puts out an error for each item, and no item as if it were done', async ({ operation, fault, onError }) => {
		const run = await runNode(faulty(operation, fault, { onError }));
		const failed = output(run, onError === 'continueErrorOutput' ? 1 : 0);
		expect(failed).toHaveLength(3);
		expect(failed.map(({ json }) => typeof json.error)).toEqual(Array(3).fill('string'));
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		if (onError === 'continueErrorOutput') expect(output(run, 0)).toEqual([]);
		expect(sandbox.requests).toHaveLength(0);
	});

	it.each(Object.keys(faults))('%s: ends the execution where the node is set to stop', async (fault) => {
		const run = await runNode(faulty('message send', fault));
		expect(failure(run).message).toBeTruthy();
		expect(output(run)).toEqual([]);
		expect(sandbox.requests).toHaveLength(0);
	});
});

describe('an option of the node that an expression leaves unreadable', () => {
	const options = [
		{ requestsPer5Seconds: '={{ $json.rate }}' },
		{ concurrency: '={{ $json.nothing.at.all }}' },
		{ broadcast: '={{ "perhaps" }}' },
		{ ifOutcomeUnknown: '={{ "guess" }}' },
	];
	it.each(options.flatMap((option) => kinds.map((onError) => ({ option, onError }))))(
		'$option with $onError puts out an error for each item, and sends nothing',
		async ({ option, onError }) => {
			const parameters = sendParameters({ options: option });
			const run = await runNode(against(sandbox, { parameters, items: messages(3), settings: { onError } }));
			const failed = output(run, onError === 'continueErrorOutput' ? 1 : 0);
			expect(failed.map(({ json }) => typeof json.error)).toEqual(Array(3).fill('string'));
			expect(sandbox.requests).toHaveLength(0);
		},
	);
});
