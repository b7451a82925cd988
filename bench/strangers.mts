import { callAsStranger, flood, hugeCalls, madeUp, type StrangerCall } from '../playground/checks/strangers.mts';
import type { EditorClient } from '../playground/rest.mts';
import { receive, type Receiving, type Sample } from './receive.mts';

/** What calls of 8 MB cost that nobody can prove, and what becomes of messages meanwhile. */
export interface StrangerRun {
	/** How long our trigger took for a genuine message. */
	genuineMs: number;
	/** How long n8n took for a huge call, by what it is, to our trigger and to n8n's Webhook node. */
	huge: Array<{ name: string; trigger: number; webhook: number }>;
	/** Of each of the two rounds. */
	messages: number;
	/** Messages alone, and beside a flood of calls to the same trigger. */
	alone: Sample;
	beside: Sample;
	/** How many calls the strangers made meanwhile. */
	calls: number;
}

/**
 * Calls one at a time, so that the time for each is what n8n was held up at most, and then a flood beside messages.
 *
 * @throws Error when a stranger was let in by the trigger, or when a message was refused or lost
 */
export async function measureStrangers(client: EditorClient, receiving: { trigger: Receiving; webhook: Receiving }, quick: boolean): Promise<StrangerRun> {
	const [messages, calls] = quick ? [30, 2] : [150, 6];
	const genuine = await receive(client, receiving.trigger, messages, 1);
	const huge: StrangerRun['huge'] = [];
	for (const [name, call] of Object.entries<StrangerCall>(hugeCalls)) {
		const signed = { ...call, headers: { ...call.headers, ...madeUp(receiving.trigger.url) } };
		const trigger = await timeOf(calls, async () => {
			for (const one of [call, signed]) refused(await callAsStranger(receiving.trigger.url, one));
		});
		// Each of them starts an execution that n8n stores, so they are few.
		const webhook = await timeOf(2, async () => void (await callAsStranger(receiving.webhook.url, call)));
		huge.push({ name, trigger: trigger / 2, webhook });
	}
	const alone = await receive(client, receiving.trigger, messages, 1);
	let isOver = false;
	const strangers = flood(receiving.trigger.url, () => isOver);
	const beside = await receive(client, receiving.trigger, messages, 1).finally(() => (isOver = true));
	const answers = await strangers;
	for (const status of Object.keys(answers)) refused(Number(status));
	return { genuineMs: genuine.ms / messages, huge, messages, alone, beside, calls: Object.values(answers).reduce((sum, one) => sum + one, 0) };
}

/** @returns milliseconds for one, of so many one after another */
async function timeOf(times: number, run: () => Promise<void>): Promise<number> {
	const startedAt = performance.now();
	for (let i = 0; i < times; i += 1) await run();
	return (performance.now() - startedAt) / times;
}

function refused(status: number | 'closed'): void {
	if (typeof status === 'number' && status < 400) throw new Error(`The trigger answered a stranger with ${status}`);
}
