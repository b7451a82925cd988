import type { ServerResponse } from 'node:http';
import type { Changes } from '../changes.mts';

/** Changes within this time are sent as one event. In real time, because this is about the connection. */
const gatherMs = 30;
/** Some proxies close connections without traffic. */
const beatMs = 15_000;

/** Sends a server-sent event over `response` whenever something has changed. */
export function streamChanges(response: ServerResponse, changes: Changes): void {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	let gathering: ReturnType<typeof setTimeout> | undefined;
	const tell = () => {
		gathering = undefined;
		response.write(`event: changed\ndata: ${changes.revision}\n\n`);
	};
	const beat = setInterval(() => response.write(': still here\n\n'), beatMs).unref();
	const end = changes.listen(() => (gathering ??= setTimeout(tell, gatherMs).unref()));
	response.once('close', () => {
		end();
		clearTimeout(gathering);
		clearInterval(beat);
	});
	response.write('retry: 1000\n\n');
	tell();
}
