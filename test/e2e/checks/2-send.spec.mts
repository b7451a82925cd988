import { randomUUID } from 'node:crypto';
import type { Fault } from '../../../sandbox/faults.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import type { EditorClient, Execution, Workflow } from '../../../playground/rest.mts';
import { expect, test } from '../fixtures.mts';
import { meetFault } from './meetFault.mts';
import { sendingWorkflow } from './sendingWorkflow.mts';

const MESSAGES = 100;
/** In a broadcast: the number of different texts, and so the number of requests. */
const TEXTS = 4;

interface Case {
	name: string;
	fault: Fault;
	/** Whether the node knows that Plivo didn't accept the request. If so, everything arrives in the end. */
	known: boolean;
}

const cases: Case[] = [
	{ name: 'a rate limit', fault: { kind: 'status', status: 429, retryAfter: 1 }, known: true },
	{ name: 'a temporary rejection', fault: { kind: 'status', status: 400, error: 'no' }, known: true },
	{ name: 'a server error, not accepted', fault: { kind: 'status', status: 500 }, known: false },
	{ name: 'a server error, accepted', fault: { kind: 'statusAfter', status: 500 }, known: false },
	{ name: 'a lost connection, not accepted', fault: { kind: 'resetBefore' }, known: false },
	{ name: 'a lost connection, accepted', fault: { kind: 'resetAfter' }, known: false },
];

// Many messages with a fault among them, and with Retry On Fail on, are sent no more than once each.

for (const broadcast of [false, true]) {
	for (const { name, fault, known } of cases) {
		const kind = broadcast ? `${MESSAGES} items of a broadcast` : `${MESSAGES} messages`;
		const outcome = known ? 'are sent once each' : 'are sent no more than once each';

		test(`with Retry On Fail, ${kind} that run into ${name} ${outcome}`, async ({ playground: { client }, sandbox }) => {
			const workflow = await createWorkflow(client, broadcast);
			meetFault(sandbox, fault);
			const first = await client.run(workflow, 'Start');
			expectOutcome(first, known, sandbox, workflow.id, broadcast);
			if (!known) expectOutcome(await client.retry(first), known, sandbox, workflow.id, broadcast);
		});
	}
}

function expectOutcome({ status, error }: Execution, known: boolean, sandbox: Sandbox, run: string, broadcast: boolean): void {
	const counts = timesSent(sandbox, run, broadcast);
	expect(Math.max(...counts), 'times that a message was sent').toBeLessThanOrEqual(1);
	if (known) {
		expect(status, error).toBe('success');
		expect(counts).toEqual(Array(MESSAGES).fill(1));
	} else {
		expect(status).toBe('error');
		expect(error).toMatch(/This message may have been sent already\. Don't send it again \([\d,]+(?:st|nd|rd|th) item, to \+\d+\)/);
	}
}

/** How often Plivo accepted the message of each item. */
function timesSent(sandbox: Sandbox, run: string, broadcast: boolean): number[] {
	return Array.from(
		{ length: MESSAGES },
		(_, i) =>
			sandbox.accepted.filter(({ body }) => body.text === textOf(run, i, broadcast) && body.dst.split('<').includes(phone(i)))
				.length,
	);
}

function phone(i: number): string {
	return String(14155550200 + i);
}

function textOf(run: string, i: number, broadcast: boolean): string {
	return `${run} ${broadcast ? i % TEXTS : i}`;
}

async function createWorkflow(client: EditorClient, broadcast: boolean): Promise<Workflow> {
	const sending = await sendingWorkflow(client, {
		name: `Send check ${randomUUID()}`,
		messages: MESSAGES,
		parameters: {
			to: '={{ 14155550200 + $itemIndex }}',
			text: `={{ $workflow.id }} {{ $itemIndex${broadcast ? ` % ${TEXTS}` : ''} }}`,
			options: { broadcast },
		},
		retryOnFail: true,
	});
	return await client.createWorkflow(sending);
}
