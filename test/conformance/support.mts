import { createServer } from 'node:net';
import { type RunResult, runConformance, type Surroundings } from '../../conformance/main.mts';
import type { Favor, Person } from '../../conformance/person.mts';
import type { Result } from '../../conformance/result.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { wabaId } from '../../sandbox/templates.mts';

/** A number that sends SMS and WhatsApp, whose application has no message URL. */
export const from = '14151234567';
export const to = '14157654321';
export const secondTo = '14157654322';

/** What a run takes from its command line against a sandbox, with all that it may have. */
export async function argumentsFor(sandbox: Sandbox, changes: { from?: string } = {}): Promise<string[]> {
	const port = await freePort();
	return [
		...['--base-url', sandbox.url, '--from', `+${changes.from ?? from}`, '--to', to, '--to', secondTo, '--whatsapp', from, '--waba', wabaId],
		...['--public-url', `http://127.0.0.1:${port}`, '--port', String(port), '--yes'],
	];
}

/** A run in this process. What a person has to do, the sandbox does. */
export async function run(sandbox: Sandbox, args: string[], { timing, ...changes }: Partial<Surroundings> = {}): Promise<{ result: RunResult; printed: string }> {
	let printed = '';
	const result = await runConformance(args, {
		env: environmentOf(sandbox),
		print: (line) => (printed += `${line}\n`),
		agrees: () => Promise.resolve(true),
		person: personAt(sandbox),
		// Nothing here is about time: what comes comes at once, and is waited for as long as a test may take.
		timing: { arrivalMs: 120_000, personMs: 120_000, graceMs: 120_000, pollMs: 10, listPollMs: 50, ...timing },
		sleep: async (ms, stop) => {
			stop.throwIfAborted();
			await new Promise((resolve) => setTimeout(resolve, ms));
		},
		stop: new AbortController().signal,
		...changes,
	});
	if (result === undefined) throw new Error('the run did not begin');
	return { result, printed };
}

export function environmentOf({ account }: Sandbox): Record<string, string> {
	return { PLIVO_AUTH_ID: account.authId, PLIVO_AUTH_TOKEN: account.authToken };
}

/** The person at the phone: does at once what they are asked. */
export function personAt(sandbox: Sandbox): Person {
	return { ask: (favor) => act(sandbox, favor) };
}

function act(sandbox: Sandbox, favor: Favor): void {
	const message = { from: favor.from, to: favor.to };
	switch (favor.kind) {
		case 'text':
			sandbox.receive({ ...message, text: 'Any text' });
			return;
		case 'write':
			sandbox.setWhatsappWebhook(favor.to, { url: favor.webhook });
			sandbox.receive({ ...message, type: 'whatsapp', text: 'Any text' });
			return;
		case 'press':
		case 'choose':
			sandbox.receive({ ...message, type: 'whatsapp', ...pressOf(sandbox, favor.what) });
			return;
		case 'location':
			sandbox.receive({ ...message, type: 'whatsapp', location: { latitude: '37.483307', longitude: '-122.148981' } });
	}
}

/** What WhatsApp sends for a press of the latest button or row with this title. */
function pressOf(sandbox: Sandbox, title: string) {
	for (const { body, message_uuid: [messageUuid = ''] } of [...sandbox.accepted].reverse()) {
		const { interactive } = body;
		if (interactive === undefined || interactive.type === 'cta_url') continue;
		const choices = interactive.type === 'list' ? interactive.action.sections.flatMap(({ rows }) => rows) : interactive.action.buttons;
		const chosen = choices.find((one) => one.title === title);
		if (chosen !== undefined) return { button: { text: chosen.title, payload: chosen.id }, context: { messageUuid } };
	}
	throw new Error(`nothing with the title ${title} was sent`);
}

/** What a check came to, in one line. */
export function lineOf(result: Result): string {
	return result.outcome === 'seen' ? (result.conclusion ?? 'undecided') : `${result.outcome}: ${result.why}`;
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}
