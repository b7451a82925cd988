import assert from 'node:assert/strict';
import { scriptedEnd, scriptedText } from '../chatModel.mts';
import { NUMBER, PHONE, type Stage } from './stage.mts';

const NOTE = 'Order 4711, customer Ann: nobody opened, so I left the parcel with her neighbour at number 12.';

/** ai-agent-texts-customer.json: what the model wants sent is sent, once, to the phone that the tool names, and it is told so. */
export async function agent(stage: Stage): Promise<void> {
	const { chatModel } = stage.playground;
	assert.ok(chatModel, 'There is no stand-in for a language model');
	const before = chatModel.requests.length;
	const { execution, sent } = await stage.run();
	assert.deepEqual(sent, [{ type: 'sms', src: NUMBER, dst: PHONE, text: scriptedText }]);
	assert.equal(execution.output('Agent')[0]?.output, scriptedEnd);

	const [asked, told, ...more] = chatModel.requests.slice(before);
	assert.deepEqual(more, []);
	assert.deepEqual(asked?.messages.map(({ content }) => content), [stage.options('Agent').systemMessage, NOTE]);
	const [tool, ...others] = asked?.tools ?? [];
	assert.deepEqual(others, []);
	// The model writes the text, and cannot say to whom.
	assert.deepEqual([tool?.function.name, Object.keys(tool?.function.parameters.properties ?? {})], ['Text_the_Customer', ['text']]);
	const result = told?.messages.at(-1);
	assert.equal(result?.role, 'tool');
	assert.match(String(result?.content), new RegExp(stage.sandbox.accepted.at(-1)?.message_uuid[0] ?? 'no message'));
}
