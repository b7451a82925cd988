import assert from 'node:assert/strict';
import { scriptedText, type ChatModel, type ChatRequest } from '../../../playground/chatModel.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import type { Execution } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Sent, Stage } from './stage.mts';
import { answer, question } from './waiting.mts';

const NOTE = 'Order 4711, customer Ann: nobody answered the door, so I left the package with her neighbor at number 12.';
const MANAGER = '14155550124';

const toCustomer = { type: 'sms', src: NUMBER, dst: PHONE, text: scriptedText };

/** ai-agent-texts-customer.json: the model's message is sent once, to the phone that the tool sets, and the model gets the result. */
export async function agent(stage: Stage): Promise<void> {
	const { requests } = modelOf(stage);
	const before = requests.length;
	const { execution, sent } = await stage.run();
	assert.deepEqual(sent, [toCustomer]);

	const [asked, ...others] = requests.slice(before);
	assert.equal(others.length, 1);
	assert.deepEqual(asked?.messages.map(({ content }) => content), [stage.options('Agent').systemMessage, NOTE]);
	// The model writes the text, but can't choose the recipient.
	assert.deepEqual(toolsOf(asked), [['Text_the_Customer', ['Text']]]);
	assert.match(said(execution), new RegExp(stage.sandbox.accepted.at(-1)?.message_uuid[0] ?? 'no message'));
	await repeats(stage);
}

/** A model makes the same call twice in one turn, and once more after it got the results: one message is sent. */
async function repeats(stage: Stage): Promise<void> {
	const model = modelOf(stage);
	const before = model.requests.length;
	model.callsByTurn = [2, 1];
	try {
		const { sent } = await stage.run();
		assert.deepEqual(sent, [toCustomer]);
	} finally {
		model.callsByTurn = [1];
	}
	const told = model.requests.at(-1)?.messages.filter(({ role }) => role === 'tool').map(({ content }) => JSON.stringify(content)) ?? [];
	assert.equal(model.requests.length - before, 3);
	assert.deepEqual(told.map((text) => text.includes('already_sent')), [false, true, true]);
}

/** ai-agent-asks-first.json: nothing is sent to the customer before the manager approves, and nothing at all if the manager declines. */
export async function agentAsksFirst(stage: Stage): Promise<void> {
	const approved = await decide(stage, 'approve');
	assert.deepEqual(approved.sent, [toCustomer]);
	assert.match(said(approved.execution), new RegExp(stage.sandbox.accepted.at(-1)?.message_uuid[0] ?? 'no message'));
	const declined = await decide(stage, 'disapprove');
	assert.deepEqual(declined.sent, []);
	assert.match(said(declined.execution), /rejected the tool call/);
}

/** @returns the execution, and what was sent after the manager's answer */
async function decide(stage: Stage, choice: 'approve' | 'disapprove'): Promise<{ execution: Execution; sent: Sent[] }> {
	const { accepted } = stage.sandbox;
	const before = accepted.length;
	const id = await stage.start();
	await until('the manager is asked', () => accepted.length > before);
	const asked = accepted[before]?.body;
	assert.ok(asked);
	assert.deepEqual([asked.dst, question(asked)], [MANAGER, `The agent wants to text the customer:\n\n${scriptedText}`]);
	await answer(stage, id, asked, { answer: choice === 'approve' ? '0' : '1' });
	const execution = await stage.succeeds(id);
	return { execution, sent: accepted.slice(before + 1).map(({ body }) => body) };
}

function modelOf({ playground: { chatModel } }: Stage): ChatModel {
	assert.ok(chatModel, 'There is no stand-in for a language model');
	return chatModel;
}

/** The tools that are offered to the model, with their fields. */
function toolsOf(request: ChatRequest | undefined): Array<[name: string, fields: string[]]> {
	return (request?.tools ?? []).map(({ function: { name, parameters } }) => [name, Object.keys(parameters.properties ?? {})]);
}

/** What the agent says at the end. With the stand-in, that's the tool's result. */
function said(execution: Execution): string {
	return String(execution.output('Agent')[0]?.output);
}
