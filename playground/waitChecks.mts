import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Check } from './checks.mts';
import { credentialType } from './examples.mts';
import type { Playground } from './playground.mts';
import { callWebhook } from './plivoCalls.mts';
import { SILENT, WaitingExecution } from './waitWorkflow.mts';

const delivery = { waitFor: 'delivery', text: 'Your parcel is on its way' };
const question = { message: 'May we ship <order 42>?', approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' } } };

/** That Send and Wait does in a real n8n what it says. */
export function waitChecks(playground: Playground): Check[] {
	const { sandbox } = playground;
	if (sandbox === undefined) return [];
	const start = async (parameters: object, inputs?: object[], credential?: { id: string; name: string }) =>
		await WaitingExecution.start(playground, parameters, inputs, credential);
	let timesOut: WaitingExecution;
	return [
		[
			'a wait with a limit begins',
			async () => {
				// n8n looks once a minute for what is due, so this one is asked for at the end.
				const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } };
				timesOut = await start({ ...delivery, options: { limitWaitTime } });
			},
		],
		[
			'waiting for a delivery ends when the message has arrived',
			async () => {
				const waiting = await start({ ...delivery, to: '14155550123' });
				const result = await waiting.result(90_000);
				assert.deepEqual(
					[result.delivered, result.timedOut, result.state, result.message_uuid, result.to, result.error_code],
					[true, false, 'delivered', waiting.uuid, ['14155550123'], null],
				);
			},
		],
		[
			'and when it has failed, with what the code means',
			async () => {
				const waiting = await start({ ...delivery, to: '12025550110' });
				const result = await waiting.result(90_000);
				assert.deepEqual([result.delivered, result.state, result.error_code], [false, 'undelivered', '30']);
				assert.match(String(result.error_meaning), /spam/i);
			},
		],
		[
			'a WhatsApp message is waited for until it is read',
			async () => {
				const whatsapp = { messageType: 'whatsapp', whatsappType: 'text', to: '14155550123', waitUntil: 'read' };
				const result = await (await start({ ...delivery, ...whatsapp })).result(90_000);
				assert.deepEqual([result.delivered, result.state], [true, 'read']);
			},
		],
		[
			'a status that comes at once is refused while n8n still begins to wait, and taken when it comes again',
			async () => {
				// Plivo has the message, and n8n does not know yet.
				sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'slow', ms: 1_000 } });
				const waiting = await start(delivery);
				const answers = [await waiting.tell('delivered')];
				// 409, or 500 while n8n has not stored anything of the execution.
				assert.ok((answers[0] ?? 0) >= 400);
				while (answers.at(-1) !== 200 && answers.length < 20) {
					await delay(500);
					answers.push(await waiting.tell('delivered'));
				}
				process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
				// What is not 200 has Plivo come again.
				assert.ok(answers.slice(0, -1).every((status) => status >= 400));
				assert.equal((await waiting.result()).delivered, true);
			},
		],
		[
			'statuses out of order, and twice, end it once',
			async () => {
				const waiting = await start(delivery);
				await waiting.waits();
				assert.equal(await waiting.tell('queued', { Sequence: '1' }), 200);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.equal(await waiting.tell('delivered', { Sequence: '3' }), 200);
				await waiting.tell('sent', { Sequence: '2' });
				await waiting.tell('delivered', { Sequence: '3' });
				assert.equal((await waiting.result()).state, 'delivered');
			},
		],
		[
			'forged statuses end nothing',
			async () => {
				const waiting = await start(delivery);
				await waiting.waits();
				assert.equal(await waiting.tell('delivered', {}, 'made-up'), 403);
				assert.equal((await callWebhook(waiting.address, {}, 'Status=delivered')).status, 403);
				assert.equal((await callWebhook(waiting.address.replace(/signature=[^&]{8}/, 'signature=00000000'), {}, 'Status=delivered')).status, 401);
				assert.equal((await callWebhook(waiting.address, {}, '', 'GET')).status, 404);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.equal(await waiting.tell('delivered'), 200);
				assert.equal((await waiting.result()).delivered, true);
			},
		],
		[
			'waiting goes on after n8n was killed and came back under another address, for a delivery and for an answer',
			async () => {
				const [parcel, asked] = [await start(delivery), await start(question)];
				await parcel.waits();
				await asked.waits();
				await playground.restart('kill', { WEBHOOK_URL: playground.client.url.replace('127.0.0.1', 'localhost') });
				try {
					assert.equal(await parcel.tell('delivered'), 200);
					assert.equal((await parcel.result()).delivered, true);
					await post(asked.address, 'answer=approve');
					assert.deepEqual(dataOf(await asked.result()).approved, true);
				} finally {
					await playground.restart('stop');
				}
			},
		],
		[
			'a look at the link, as by a preview, answers nothing; a button does, once',
			async () => {
				const waiting = await start(question);
				await waiting.waits();
				const looked = await fetch(waiting.address);
				const page = await looked.text();
				assert.match(looked.headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'sha256-/);
				assert.equal(looked.headers.get('referrer-policy'), 'no-referrer');
				assert.match(page, /May we ship &lt;order 42&gt;\?/);
				assert.match(page, />\s*Yes\s*</);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.match(await post(waiting.address, 'answer=maybe'), /May we ship/);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.match(await post(waiting.address, 'answer=disapprove'), /No/);
				const result = await waiting.result();
				assert.equal(dataOf(result).approved, false);
				assert.equal(result.timedOut, false);
				assert.match(await post(waiting.address, 'answer=approve'), /no action|already/i);
				assert.equal(dataOf(await waiting.result()).approved, false);
			},
		],
		[
			'what is asked may come from the item, and an old link is not for the question of the next round',
			async () => {
				const approvalOptions = { values: { approvalType: 'double', approveLabel: '={{ $json.yes }}', disapproveLabel: 'No' } };
				const inputs = [{ ask: 'First?', yes: 'Sure' }, { ask: 'Second?', yes: 'Of course' }];
				const first = await start({ message: '={{ $json.ask }}', approvalOptions }, inputs);
				await first.waits();
				assert.match(await (await fetch(first.address)).text(), /First\?[^]*Sure/);
				await post(first.address, 'answer=approve');
				const second = await first.next();
				await second.waits();
				assert.match(await post(first.address, 'answer=approve'), /This question is over/);
				assert.equal((await second.current()).status, 'waiting');
				assert.match(await (await fetch(second.address)).text(), /Second\?[^]*Of course/);
				await post(second.address, 'answer=disapprove');
				assert.deepEqual((await second.results()).map((result) => dataOf(result).approved), [true, false]);
			},
		],
		[
			'nor is a late status of the message of an earlier round',
			async () => {
				const first = await start(delivery, [{}, {}]);
				await first.waits();
				assert.equal(await first.tell('delivered'), 200);
				const second = await first.next();
				await second.waits();
				assert.equal(await first.tell('read'), 200);
				assert.equal((await second.current()).status, 'waiting');
				assert.equal(await second.tell('failed', { ErrorCode: '200' }), 200);
				const results = await second.results();
				assert.deepEqual(results.map(({ state, message_uuid: uuid }) => [state, uuid]), [['delivered', first.uuid], ['failed', second.uuid]]);
			},
		],
		[
			'a link that is over says so, and so does one that never was',
			async () => {
				const waiting = await start(question);
				await waiting.waits();
				await post(waiting.address, 'answer=approve');
				await waiting.result();
				assert.match(await (await fetch(waiting.address)).text(), /no action required/i);
				const unknown = await fetch(waiting.address.replace(/webhook-waiting\/\d+/, 'webhook-waiting/999999'));
				assert.equal(unknown.status, 404);
				assert.match(await unknown.text(), /does not exist/);
			},
		],
		[
			'a status that cannot be checked, as the credential is gone, ends nothing',
			async () => {
				const { client, plivo } = playground;
				const own = await client.saveCredential({ name: 'Soon gone', type: credentialType, data: { ...plivo } });
				const waiting = await start(delivery, undefined, own);
				await waiting.waits();
				await client.request('DELETE', `/rest/credentials/${own.id}`);
				assert.equal(await waiting.tell('delivered'), 500);
				assert.equal((await waiting.current()).status, 'waiting');
				await client.request('POST', `/rest/executions/${waiting.id}/stop`);
			},
		],
		[
			'an answer in words comes out as it was written',
			async () => {
				const waiting = await start({ ...question, responseType: 'freeText' });
				await waiting.waits();
				await post(waiting.address, `text=${encodeURIComponent('Tomorrow, please 🙂 <b>')}`);
				assert.equal(dataOf(await waiting.result()).text, 'Tomorrow, please 🙂 <b>');
			},
		],
		[
			'n8n has made a tool of it with which an agent asks for approval, without fields that do nothing there',
			async () => {
				const tool = (await playground.client.nodeTypes()).find(({ name }) => name === 'n8n-nodes-plivo.plivoHitlTool');
				assert.ok(tool);
				const shown = tool.properties.filter(({ name }) => name === 'waitFor');
				assert.ok(shown.every(({ displayOptions }) => JSON.stringify(displayOptions?.show?.['@tool']) === '[false]'));
			},
		],
		[
			'at its limit the wait says so, and does not put out what came in',
			async () => {
				assert.deepEqual(await timesOut.result(150_000), {
					...{ delivered: false, timedOut: true, state: 'unknown', message_uuid: timesOut.uuid, to: [SILENT] },
				});
			},
		],
	];
}

async function post(address: string, body: string): Promise<string> {
	const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
	return await response.text();
}

function dataOf(result: Record<string, unknown>): Record<string, unknown> {
	return result.data as Record<string, unknown>;
}
