import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import { loopback } from './ports.mts';

/** What a chat model is asked, as far as anybody here looks at it. */
export interface ChatRequest {
	model: string;
	messages: Array<{ role: string; content?: unknown; tool_call_id?: string }>;
	tools?: Array<{ function: { name: string; description?: string; parameters: Schema } }>;
}

/** As much of JSON Schema as tools describe their fields with here. */
interface Schema {
	properties?: Record<string, Schema>;
}

/** A running stand-in. */
export interface ChatModel {
	/** What goes into the field Base URL of n8n's OpenAI credential. */
	baseUrl: string;
	/** Every question, oldest first. */
	requests: ChatRequest[];
	/** How often it calls the tool in each of its turns, before it is done. */
	callsByTurn: number[];
	close(): Promise<void>;
}

/** What it "writes" to the customer, whatever it is asked. */
export const scriptedText = 'Hi Ann, your order 4711 is with your neighbor at number 12. Have a good day!';

/**
 * Stands in for a language model behind OpenAI's chat completions API, so that the example with an AI agent runs where there
 * is none. It understands nothing: asked a question, it uses the first tool that it is offered, with `scriptedText` in each of
 * its fields, once or as often as it is told to; then it repeats what the tool said and is done. All else in that example is real: n8n's agent, which reads
 * these answers and runs the tool, and the tool.
 *
 * @param port default: any free one
 * @throws the error of the operating system when the port is taken
 */
export async function startChatModel(port = 0): Promise<ChatModel> {
	const model: Pick<ChatModel, 'requests' | 'callsByTurn'> = { requests: [], callsByTurn: [1] };
	// Requests come with all that was said before, so they are longer than fastify takes by default once files are in them.
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10_000_000 });
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'gpt-5-mini', object: 'model', owned_by: 'nobody' }] }));
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		model.requests.push(body);
		return completion(body.model, answer(body, model.callsByTurn));
	});
	const url = await app.listen({ host: loopback, port });
	return Object.assign(model, { baseUrl: `${url}/v1`, close: async () => await app.close() });
}

function answer({ messages, tools: [tool] = [] }: ChatRequest, callsByTurn: number[]): object {
	// By what it was told, because n8n makes a message of each call, also where several were made in one turn.
	let told = messages.filter(({ role }) => role === 'tool').length;
	const calls = callsByTurn.find((count) => (told -= count) < 0) ?? 0;
	if (tool === undefined || calls === 0) return { content: `The tool says: ${asText(messages.at(-1)?.content)}` };
	const called = { name: tool.function.name, arguments: JSON.stringify(fill(tool.function.parameters)) };
	const toolCalls = Array.from({ length: calls }, () => ({ id: `call_${randomUUID()}`, type: 'function', function: called }));
	return { content: null, tool_calls: toolCalls };
}

/** The same text in each field that holds no others. */
function fill({ properties }: Schema): unknown {
	if (properties === undefined) return scriptedText;
	return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, fill(field)]));
}

function asText(content: unknown): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

function completion(model: string, message: object): object {
	const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
