import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { gate } from '../../../sandbox/gate.mts';
import type { FormParams } from '../../../sandbox/signature.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { until } from '../../until.mts';
import { holdWaits } from '../heldWaits.mts';
import { callsOf, inboundSms } from './plivoCalls.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

let sandbox: Sandbox;
const triggers: TriggerNode[] = [];
let count = 0;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	for (const trigger of triggers.splice(0)) await trigger.close();
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

/** An active trigger that gathers messages, and what calls it as Plivo does. */
async function gathering(options: IDataObject = {}) {
	count += 1;
	const parameters = triggerParameters({ registration: 'manual', events: ['message', 'status'], options: { gatherSeconds: 1, ...options } });
	const node = await TriggerNode.start(sandbox, { parameters, workflowId: `gather-${count}`, nodeId: `gather-${count}` });
	triggers.push(node);
	await node.activate();
	const plivo = callsOf(sandbox, () => node.url());
	const write = async (uuid: string, text: string, changes: FormParams = {}, signal?: AbortSignal) =>
		await plivo({ params: inboundSms({ MessageUUID: uuid, Text: text, ...changes }), signal });
	/** As write, but returns once the node has the call. Its answer comes later. */
	const begin = async (uuid: string, text: string, changes: FormParams = {}) => {
		const before = node.calls;
		const answer = write(uuid, text, changes);
		await until(() => node.calls > before);
		// What the node does with a call before it waits takes no time, but runs after this.
		await delay(50);
		return { status: answer.then(({ status }) => status) };
	};
	const items = () => node.executions.map(([item]) => item?.json as IDataObject & { text: string; messages: IDataObject[] });
	return { node, write, begin, items };
}

describe('messages of one sender', () => {
	it('start the workflow once, in order, when the sender has been quiet', async () => {
		const { begin, items } = await gathering();
		const held = holdWaits(1_000);
		const answers = [];
		for (const [i, text] of ['Hi', 'I have a question', 'about my order'].entries()) answers.push(await begin(`m${i}`, text));
		expect(items()).toEqual([]);
		held.release();
		expect(await Promise.all(answers.map(async ({ status }) => await status))).toEqual([200, 200, 200]);
		expect(items()).toHaveLength(1);
		expect(items()[0]).toMatchObject({ event: 'message', message_uuid: 'm2', text: 'Hi\nI have a question\nabout my order' });
		expect(items()[0]?.messages.map(({ message_uuid, text }) => `${message_uuid} ${text}`)).toEqual(['m0 Hi', 'm1 I have a question', 'm2 about my order']);
	});

	it('that come alone start it alone', async () => {
		const { write, items } = await gathering();
		expect(await write('m1', 'Hi')).toMatchObject({ status: 200, body: EMPTY });
		expect(await write('m2', 'Still there?')).toMatchObject({ status: 200 });
		expect(items().map(({ text, messages }) => [text, messages.length])).toEqual([['Hi', 1], ['Still there?', 1]]);
	});

	it('are not mixed with those of others, to other numbers, or of another kind', async () => {
		const { write, items } = await gathering();
		await Promise.all([
			write('m1', 'a'),
			write('m2', 'b', { From: '14155550199' }),
			write('m3', 'c', { To: '14158889999' }),
			write('m4', 'd', { Type: 'whatsapp' }),
		]);
		expect(items().map(({ text }) => text).sort()).toEqual(['a', 'b', 'c', 'd']);
	});

	it('are in the order of their times, should they come in another', async () => {
		const { begin, items } = await gathering();
		const held = holdWaits(1_000);
		const answers = [
			await begin('m2', 'second', { MessageTime: '2026-11-22 08:29:53.000000' }),
			await begin('m1', 'first', { MessageTime: '2026-11-22 08:29:52.000000' }),
		];
		held.release();
		await Promise.all(answers.map(async ({ status }) => await status));
		expect(items()[0]).toMatchObject({ text: 'first\nsecond', message_uuid: 'm2' });
	});

	it('that a filter keeps out are not among them, and statuses do not wait', async () => {
		const { begin, write, items } = await gathering({ keyword: 'order' });
		const first = await begin('m1', 'order 1');
		expect((await write('m2', 'something else')).status).toBe(200);
		expect(await first.status).toBe(200);
		expect(items().map(({ text }) => text)).toEqual(['order 1']);
	});

	it('say that one of them asks to stop, and then there is no reply', async () => {
		const { node, begin, write, items } = await gathering({ replyText: 'Thanks!' });
		const held = holdWaits(1_000);
		const stop = await begin('m1', 'STOP');
		const answer = write('m2', 'please');
		await until(() => node.calls === 2);
		held.release();
		const last = await answer;
		expect(await stop.status).toBe(200);
		expect(last.body).toBe(EMPTY);
		expect(items()[0]).toMatchObject({ intent: 'optout' });
	});

	it('get one reply together', async () => {
		const { node, begin, write } = await gathering({ replyText: 'Thanks!' });
		const held = holdWaits(1_000);
		const first = await begin('m1', 'Hi');
		const last = write('m2', 'there');
		await until(() => node.calls === 2);
		held.release();
		expect((await last).body).toContain('Thanks!');
		expect(await first.status).toBe(200);
	});

	/** Two messages of one sender, whose second call Plivo gives up on while n8n starts the workflow. */
	async function withLostReply(texts: [string, string]) {
		const gathered = await gathering({ replyText: 'Thanks!' });
		const { node, begin, write } = gathered;
		const mayStart = gate();
		let isStarting = false;
		node.beforeStart = async () => {
			isStarting = true;
			await mayStart.opened;
		};
		const held = holdWaits(1_000);
		const first = await begin('m1', texts[0]);
		const plivo = new AbortController();
		const gaveUp = expect(write('m2', texts[1], {}, plivo.signal)).rejects.toThrow();
		await until(() => node.calls === 2);
		held.release();
		await until(() => isStarting);
		plivo.abort();
		await gaveUp;
		await until(() => node.hangUps === 1);
		mayStart.open();
		expect(await first.status).toBe(200);
		return gathered;
	}

	it('get it again if Plivo did not get it: with the message whose call carried it, and with no other', async () => {
		const { write, items } = await withLostReply(['Hi', 'there']);
		expect(await write('m1', 'Hi')).toMatchObject({ status: 200, body: EMPTY });
		expect((await write('m2', 'there')).body).toContain('Thanks!');
		expect(await write('m2', 'there')).toMatchObject({ status: 200, body: EMPTY });
		expect(items()).toHaveLength(1);
	});

	it('get none with a repeated call either if one of them asks to stop', async () => {
		const { write } = await withLostReply(['STOP', 'please']);
		expect(await write('m2', 'please')).toMatchObject({ status: 200, body: EMPTY });
	});
});

describe('nothing is lost', () => {
	it('if n8n stops before the workflow has started: nothing was confirmed, so Plivo sends all of them again', async () => {
		const { node, begin, items } = await gathering();
		node.failures = 1;
		const both = async () => {
			const held = holdWaits(1_000);
			const answers = [await begin('m1', 'Hi'), await begin('m2', 'there')];
			held.release();
			return await Promise.all(answers.map(async ({ status }) => await status));
		};
		expect(await both()).toEqual([503, 500]);
		expect(items()).toEqual([]);
		expect(await both()).toEqual([200, 200]);
		expect(items().map(({ text }) => text)).toEqual(['Hi\nthere']);
	});

	it('and nothing comes twice, whatever Plivo repeats', async () => {
		const { begin, write, items } = await gathering();
		const held = holdWaits(1_000);
		const answers = [await begin('m1', 'Hi'), await begin('m1', 'Hi'), await begin('m2', 'there')];
		held.release();
		expect(await Promise.all(answers.map(async ({ status }) => await status))).toEqual([200, 200, 200]);
		expect((await write('m1', 'Hi')).status).toBe(200);
		expect((await write('m2', 'there')).status).toBe(200);
		expect(items()).toHaveLength(1);
		expect(items()[0]?.messages).toHaveLength(2);
	});

	it('and nothing is in the item twice, also with Ignore Duplicates off; messages without a sender stay apart', async () => {
		const { begin, write, items } = await gathering({ ignoreDuplicates: false });
		const held = holdWaits(1_000);
		const answers = [await begin('m1', 'Hi'), await begin('m1', 'Hi')];
		held.release();
		await Promise.all(answers.map(async ({ status }) => await status));
		await Promise.all([write('m2', 'a', { From: '' }), write('m3', 'b', { From: '' })]);
		expect(items().map(({ text }) => text).sort()).toEqual(['Hi', 'a', 'b']);
	});

	it('if somebody writes for longer than Plivo waits: the first ones come again, and are known', async () => {
		const { node, begin, write, items } = await gathering({ gatherSeconds: 6 });
		const first = await begin('m0', 'text 0');
		let ended: number | undefined;
		void first.status.then((status) => (ended = status));
		const others = [];
		for (let i = 1; ended === undefined; i += 1) {
			others.push(await begin(`m${i}`, `text ${i}`));
			await delay(900);
		}
		expect(ended).toBe(503);
		expect(node.executions).toEqual([]);
		expect(await others.at(-1)?.status).toBe(200);
		await Promise.all(others.map(async ({ status }) => await status));
		expect(items()).toHaveLength(1);
		expect(items()[0]?.messages.map(({ text }) => text)).toEqual(Array.from({ length: others.length + 1 }, (_, i) => `text ${i}`));
		expect((await write('m0', 'text 0')).status).toBe(200);
		expect(items()).toHaveLength(1);
	});

	it('if n8n is slow to start the workflow, and one more comes meanwhile: that one starts it once more', async () => {
		const { node, write, items } = await gathering();
		const held = gate();
		node.beforeStart = async () => {
			node.beforeStart = async () => undefined;
			await held.opened;
		};
		const first = write('m1', 'Hi');
		let started = false;
		const beforeStart = node.beforeStart;
		node.beforeStart = async () => {
			started = true;
			await beforeStart();
		};
		await until(() => started);
		expect((await write('m2', 'there')).status).toBe(200);
		held.open();
		expect((await first).status).toBe(200);
		expect(items().map(({ text }) => text).sort()).toEqual(['Hi', 'there']);
	});

	it('if very many write at once: those beyond the limit do not wait', async () => {
		const { write, items } = await gathering();
		const senders = Array.from({ length: 80 }, (_, i) => `141555${String(50_100 + i)}`);
		const answers = await Promise.all(senders.map(async (From, i) => await write(`m${i}`, 'Hi', { From })));
		expect(answers.map(({ status }) => status)).toEqual(senders.map(() => 200));
		expect(items()).toHaveLength(80);
	});
});

it('a time that Plivo would not wait for is refused when the workflow is activated', async () => {
	await expect(gathering({ gatherSeconds: 7 })).rejects.toThrow("'Gather Messages (Seconds)' is \"7\", which isn't a whole number from 0 to 6");
});
