import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Fault } from '../../../sandbox/faults.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import type { Check } from './checks.mts';
import { faultyStepChecks } from './faultyStepChecks.mts';
import { meetFault } from './meetFault.mts';
import type { Playground } from '../../../playground/playground.mts';
import type { EditorClient, Execution, Workflow } from '../../../playground/rest.mts';
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

/** Checks that many messages with a fault among them, and with Retry On Fail on, are sent no more than once each in a real n8n. */
export function sendChecks(playground: Playground): Check[] {
	const { client, sandbox } = playground;
	if (sandbox === undefined) return [];
	const faults = [false, true].flatMap((broadcast) =>
		cases.map(({ name, fault, known }): Check => {
			const kind = broadcast ? `${MESSAGES} items of a broadcast` : `${MESSAGES} messages`;
			const outcome = known ? 'are sent once each' : 'are sent no more than once each';
			return [
				`with Retry On Fail, ${kind} that run into ${name} ${outcome}`,
				async () => {
					const workflow = await createWorkflow(client, broadcast);
					meetFault(sandbox, fault);
					const first = await client.run(workflow, 'Start');
					expectOutcome(first, known, sandbox, workflow.id, broadcast);
					if (!known) expectOutcome(await client.retry(first), known, sandbox, workflow.id, broadcast);
				},
			];
		}),
	);
	return [...faults, ...faultyStepChecks(playground)];
}

function expectOutcome({ status, error }: Execution, known: boolean, sandbox: Sandbox, run: string, broadcast: boolean): void {
	const counts = timesSent(sandbox, run, broadcast);
	assert.ok(Math.max(...counts) <= 1, `a message was sent ${Math.max(...counts)} times`);
	if (known) {
		assert.equal(status, 'success', error);
		assert.deepEqual(counts, Array(MESSAGES).fill(1));
	} else {
		assert.equal(status, 'error');
		assert.match(error ?? '', /This message may have been sent already\. Don't send it again \[item \d+\]/);
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
