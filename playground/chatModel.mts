import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import { loopback } from './ports.mts';

/** A request to a chat model, as far as it's used here. */
export interface ChatRequest {
	model: string;
	messages: Array<{ role: string; content?: unknown; tool_call_id?: string }>;
	tools?: Array<{ function: { name: string; description?: string; parameters: Schema } }>;
}

/** The part of JSON Schema that the tools here use to describe their fields. */
interface Schema {
	properties?: Record<string, Schema>;
}

/** A running stand-in. */
export interface ChatModel {
	/** For the field Base URL of n8n's OpenAI credential. */
	baseUrl: string;
	/** All requests, oldest first. */
	requests: ChatRequest[];
	/** How often it calls the tool in each of its turns, before it's done. */
	callsByTurn: number[];
	close(): Promise<void>;
}

/** What it "writes" to the customer, whatever it's asked. */
export const scriptedText = 'Hi Ann, your order 4711 is with your neighbor at number 12. Have a good day!';

/**
 * Stands in for a language model behind OpenAI's chat completions API, so that the examples with an AI agent run without one. It
 * understands nothing: it calls the first tool that it's offered, with `scriptedText` in each of its fields, once or as often as
 * `callsByTurn` says. Then it repeats what the tool returned and is done. Everything else in these examples is real: the tool, and
 * n8n's agent, which reads these answers and runs the tool.
 *
 * @param host the address that it listens on, at any free port
 * @param name the name or address by which n8n reaches this machine; default: the address that it listens on
 */
export async function startChatModel(host = loopback, name?: string): Promise<ChatModel> {
	const model: Pick<ChatModel, 'requests' | 'callsByTurn'> = { requests: [], callsByTurn: [1] };
	// Requests include the whole conversation. With files in it, they are longer than fastify accepts by default.
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10_000_000 });
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'gpt-5-mini', object: 'model', owned_by: 'nobody' }] }));
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		model.requests.push(body);
		return completion(body.model, answer(body, model.callsByTurn));
	});
	const url = new URL(await app.listen({ host, port: 0 }));
	if (name !== undefined) url.hostname = name;
	return Object.assign(model, { baseUrl: `${url.origin}/v1`, close: async () => await app.close() });
}

function answer({ messages, tools: [tool] = [] }: ChatRequest, callsByTurn: number[]): object {
	// Counts the tool results, because n8n makes a message of each call, even if several were made in one turn.
	let told = messages.filter(({ role }) => role === 'tool').length;
	const calls = callsByTurn.find((count) => (told -= count) < 0) ?? 0;
	if (tool === undefined || calls === 0) return { content: `The tool says: ${asText(messages.at(-1)?.content)}` };
	const called = { name: tool.function.name, arguments: JSON.stringify(fill(tool.function.parameters)) };
	const toolCalls = Array.from({ length: calls }, () => ({ id: `call_${randomUUID()}`, type: 'function', function: called }));
	return { content: null, tool_calls: toolCalls };
}

/** The same text in each field that has no fields of its own. */
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
