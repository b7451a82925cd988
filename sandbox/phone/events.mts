import type { ServerResponse } from 'node:http';
import type { Changes } from '../changes.mts';

/** Several changes at once are told as one. Real time, as it is about the wire. */
const gatherMs = 30;
/** Connections without traffic are cut by some proxies. */
const beatMs = 15_000;

/** Tells whoever listens at the other end of `response`, as server-sent events, that something has changed. */
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
