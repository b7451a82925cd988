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
	close(): Promise<void>;
}

/** What it "writes" to the customer, whatever it is asked. */
export const scriptedText = 'Hi Ann, your order 4711 is with your neighbour at number 12. Have a good day!';

/**
 * Stands in for a language model behind OpenAI's chat completions API, so that the example with an AI agent runs where there
 * is none. It understands nothing: asked a question, it uses the first tool that it is offered, with `scriptedText` in each of
 * its fields; told what the tool said, it repeats that and is done. All else in that example is real: n8n's agent, which reads
 * these answers and runs the tool, and the tool.
 *
 * @param port default: any free one
 * @throws the error of the operating system when the port is taken
 */
export async function startChatModel(port = 0): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	// Requests come with all that was said before, so they are longer than fastify takes by default once files are in them.
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10_000_000 });
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'gpt-5-mini', object: 'model', owned_by: 'nobody' }] }));
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		requests.push(body);
		return completion(body.model, answer(body));
	});
	const url = await app.listen({ host: loopback, port });
	return { baseUrl: `${url}/v1`, requests, close: async () => await app.close() };
}

function answer({ messages, tools: [tool] = [] }: ChatRequest): object {
	const last = messages.at(-1);
	if (tool === undefined || last?.role === 'tool') return { content: `The tool says: ${asText(last?.content)}` };
	const filled = JSON.stringify(fill(tool.function.parameters));
	return { content: null, tool_calls: [{ id: `call_${randomUUID()}`, type: 'function', function: { name: tool.function.name, arguments: filled } }] };
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
