// The sandbox in a process of its own, so that its work is nobody else's time and memory.
import { askSandbox } from '../../playground/exampleSandbox.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { messagesOf, sender } from '../messages.mts';
import { answerQuestions } from './child.mts';
import type { PlivoEndpoint, SandboxQuestion, Tally } from './protocol.mts';
import { Traffic } from './traffic.mts';

// Later than anything here lasts: what becomes of a message is not what is measured.
const timing = { sentAfterMs: 86_400_000, deliveredAfterMs: 86_400_000 };
const noLimits = { listPerMinute: 1e9, requestsPer5Seconds: 1e9 };
const always = 1e9;
/** Plivo takes so many numbers in one request. */
const mostRecipients = 1_000;

const traffic = new Traffic();
let sandbox: Sandbox | undefined;

answerQuestions<SandboxQuestion>(async (question) => {
	if (question.ask === 'start') return await start(question.limited);
	if (sandbox === undefined) throw new Error('the sandbox has not been started');
	if (question.ask === 'reset') return reset(sandbox, question.latencyMs);
	if (question.ask === 'fill') return await fill(sandbox, question.records);
	return tally(sandbox);
});

async function start(limited: boolean): Promise<PlivoEndpoint> {
	sandbox = await startSandbox({ timing, ...(!limited && { limits: noLimits }) });
	return { ...sandbox.account, baseUrl: sandbox.url };
}

function reset(open: Sandbox, latencyMs: number): void {
	open.reset();
	if (latencyMs > 0) open.faults.add({ times: always, fault: { kind: 'slow', ms: latencyMs } });
	traffic.clear();
	globalThis.gc?.();
}

async function fill(open: Sandbox, records: number): Promise<void> {
	for (let left = records; left > 0; left -= mostRecipients) {
		const recipients = messagesOf({ count: Math.min(left, mostRecipients), oneText: true }).map(({ to }) => to);
		await askSandbox(open, 'POST', { src: sender, dst: recipients.join('<'), text: 'Doors open at eight' });
	}
	traffic.clear();
}

function tally(open: Sandbox): Tally {
	const sent = open.accepted;
	return {
		...traffic.seen(),
		accepted: sent.reduce((sum, { message_uuid: uuids }) => sum + uuids.length, 0),
		recipients: new Set(sent.flatMap(({ body }) => body.dst.split('<'))).size,
	};
}
