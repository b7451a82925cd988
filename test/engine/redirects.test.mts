import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import { createRunExecutionData, type IDataObject, type IRequestOptions, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { bytes, file, itemWith } from './files.mts';
import { nodeTypes } from './package.mts';
import { additionalData, buildWorkflow, failure, NODE_NAME, runNode, type RunOptions } from './run.mts';
import { sendParameters } from './sms.mts';
import { TriggerNode, triggerParameters } from './trigger/triggerNode.mts';

const STATUSES = [301, 302, 303, 307, 308];

const servers: Server[] = [];
/** What the host that was redirected to has been asked. */
const asked: IncomingMessage[] = [];
let other = '';
let first = '';
let status = 302;
let redirected = 0;
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
	other = await listen((request) => {
		asked.push(request);
		return 200;
	});
	first = await listen(() => {
		redirected += 1;
		return status;
	});
});
afterAll(async () => {
	servers.forEach((server) => server.closeAllConnections());
	servers.forEach((server) => server.close());
	await sandbox.close();
});
beforeEach(() => {
	asked.length = 0;
	redirected = 0;
});

async function listen(answer: (request: IncomingMessage) => number): Promise<string> {
	const server = createServer((request, response) => {
		request.resume().on('end', () => {
			const code = answer(request);
			response.writeHead(code, { 'content-type': 'application/json', ...(code !== 200 && { location: `${other}${request.url ?? ''}` }) });
			response.end('{}');
		});
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const credentials = () => ({ authId: 'MA0123456789ABCDEFGH', authToken: 'a-secret-token', baseUrl: first });
const uuid = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const message = (operation: string, more: IDataObject = {}) => ({ resource: 'message', operation, messageUuid: uuid, ...more });

describe.each(STATUSES)('what is answered with %i is not followed', (code) => {
	beforeEach(() => void (status = code));

	it.each<[string, () => Omit<RunOptions, 'credentials'>]>([
		['Send', () => ({ parameters: sendParameters({ to: '14155550123', text: 'Hi' }) })],
		['Get', () => ({ parameters: message('get') })],
		['List', () => ({ parameters: message('list') })],
		['List Media with Download', () => ({ parameters: message('listMedia', { download: true }) })],
		['Report Conversion', () => ({ parameters: message('reportConversion', { conversionStatus: 'CONVERTED' }) })],
		['Upload', () => ({ parameters: { resource: 'media', operation: 'upload', binaryPropertyName: 'data' }, inputs: [itemWith({ data: file('a.png', 'image/png', bytes(9)) })] })],
		['the list of media', () => ({ parameters: { resource: 'media', operation: 'list' } })],
		['the list of templates', () => ({ parameters: { resource: 'template', operation: 'list', wabaId: '123456789012345' } })],
	])('by %s', async (_, options) => {
		expect(failure(await runNode({ ...options(), credentials: credentials() })).message).toMatch(/redirect/);
		expect(redirected).toBeGreaterThan(0);
		expect(asked).toEqual([]);
	});

	it('by the picker of numbers', async () => {
		const options = { parameters: sendParameters(), credentials: credentials() };
		const workflow = await buildWorkflow(options);
		const node = workflow.getNode(NODE_NAME);
		const find = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo').methods?.listSearch?.searchNumbers;
		if (node === null || find === undefined) throw new Error('The node has no picker');
		const context = new LoadOptionsContext(workflow, node, additionalData(options) as IWorkflowExecuteAdditionalData, 'parameters');
		await expect(find.call(context)).rejects.toThrow(/redirect/);
		expect(asked).toEqual([]);
	});

	it('by the registration of the trigger', async () => {
		const trigger = await TriggerNode.start(sandbox, { parameters: triggerParameters(), credentials: credentials() });
		await expect(trigger.activate()).rejects.toThrow(/redirect/);
		await trigger.close();
		expect(redirected).toBeGreaterThan(0);
		expect(asked).toEqual([]);
	});

	it.each<[string, IRequestOptions]>([
		['GET', { method: 'GET', followRedirect: true, followAllRedirects: true, maxRedirects: 21 }],
		['POST', { method: 'POST', body: { a: 1 }, json: true, followRedirect: true, followAllRedirects: true }],
	])('by a %s of the HTTP Request node with the credential', async (_, request) => {
		const options = { parameters: sendParameters(), credentials: credentials() };
		const workflow = await buildWorkflow(options);
		const node = workflow.getNode(NODE_NAME);
		if (node === null) throw new Error('The workflow lost its node');
		const additional = additionalData(options) as IWorkflowExecuteAdditionalData;
		const execution = { node, data: {}, source: null };
		const context = new ExecuteContext(workflow, node, additional, 'manual', createRunExecutionData(), 0, [], {}, execution, []);
		const call = context.helpers.requestWithAuthentication.call(context, 'plivoMessagingApi', { ...request, uri: `${first}/v1/x` });
		await expect(call).rejects.toMatchObject({ httpCode: String(code) });
		expect(redirected).toBe(1);
		expect(asked).toEqual([]);
	});
});

describe('a Base URL with a user name and password', () => {
	it('reaches neither Plivo nor the static data of the workflow', async () => {
		const baseUrl = sandbox.url.replace('//', '//someone:hidden@');
		const trigger = await TriggerNode.start(sandbox, { parameters: triggerParameters(), credentials: { ...sandbox.account, baseUrl } });
		await expect(trigger.activate()).rejects.toThrow('The Base URL of the credential contains a user name or password');
		expect(JSON.stringify(trigger.staticData)).not.toMatch(/hidden|someone/);
		await trigger.deactivate();
		expect(JSON.stringify(trigger.staticData)).not.toMatch(/hidden|someone/);
		await trigger.close();
		expect(sandbox.requests).toEqual([]);
	});

	it('is told from another spelling of the same address, which works', async () => {
		const trigger = await TriggerNode.start(sandbox, {
			parameters: triggerParameters(),
			credentials: { ...sandbox.account, baseUrl: ` ${sandbox.url.replace('http', 'HTTP')}/./ ` },
		});
		await trigger.activate();
		expect(trigger.staticData['node:Plivo Messaging Trigger']).toMatchObject({ taken: { [sandbox.account.authId]: [{ number: '14151234567' }] } });
		await trigger.deactivate();
		await trigger.close();
	});
});
