// The sandbox in a process of its own, so that its work is nobody else's time and memory.
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';
import { answerQuestions } from './child.mts';

/** Asks it to begin afresh (answered with its port), or, without `start`, what it has seen since then (a Tally). */
export interface SandboxQuestion {
	start?: { port: number; tls: SandboxOptions['tls']; latencyMs: number; unlimited: boolean };
}

export type Tally = ReturnType<typeof tally>;

// Later than anything here lasts: what happens to a message afterwards isn't measured.
const timing = { sentAfterMs: 86_400_000, deliveredAfterMs: 86_400_000 };
const noLimits = { listPerMinute: 1e9, requestsPer5Seconds: 1e9 };

let sandbox: Sandbox | undefined;
let inFlight = 0;
const seen = { mostInFlight: 0, rateLimited: 0, firstAt: undefined as number | undefined };

// As Node itself tells of what comes to the servers of this process.
subscribe('net.server.socket', () => (seen.firstAt ??= Date.now()));
subscribe('http.server.request.start', (event) => {
	const { response } = event as { response: ServerResponse };
	seen.mostInFlight = Math.max(seen.mostInFlight, ++inFlight);
	// Answered in full, or cut off.
	response.once('close', () => {
		inFlight -= 1;
		if (response.statusCode === 429) seen.rateLimited += 1;
	});
});

answerQuestions<SandboxQuestion>(async ({ start }): Promise<number | Tally> => {
	if (start === undefined) return tally();
	const { port, tls, latencyMs, unlimited } = start;
	await sandbox?.close();
	sandbox = await startSandbox({ port, tls, takeForms: true, timing, ...(unlimited && { limits: noLimits }) });
	if (latencyMs > 0) sandbox.faults.add({ times: 'always', fault: { kind: 'slow', ms: latencyMs } });
	Object.assign(seen, { mostInFlight: 0, rateLimited: 0, firstAt: undefined });
	return Number(new URL(sandbox.url).port);
});

/** @returns messages that it took and numbers that they went to, requests on their way at most and answered with 429, and when the first connection came */
function tally() {
	const sent = sandbox?.accepted ?? [];
	const accepted = sent.reduce((sum, { message_uuid: uuids }) => sum + uuids.length, 0);
	return { ...seen, accepted, recipients: new Set(sent.map(({ body }) => body.dst)).size };
}
