import type { ServerResponse } from 'node:http';
import type { SandboxState } from '../state.mts';
import { reportOf } from './report.mts';

/** Changes within this time are sent together. In real time, because this is about the connection. */
const gatherMs = 100;
/** Some proxies close connections without traffic. */
const beatMs = 15_000;

/** Sends all that the page shows as a server-sent event over `response`: now, and whenever something has changed. */
export function streamReports(response: ServerResponse, state: SandboxState): void {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isWaiting = false;
	const send = () => {
		isWaiting = false;
		response.write(`data: ${JSON.stringify(reportOf(state))}\n\n`);
	};
	const gather = () => {
		if (isWaiting) return;
		isWaiting = true;
		// A page that can't keep up gets fewer reports, but never an old one.
		timer = setTimeout(() => (response.writableNeedDrain ? response.once('drain', send) : send()), gatherMs).unref();
	};
	const beat = setInterval(() => response.write(': still here\n\n'), beatMs).unref();
	const end = state.changes.listen(gather);
	response.once('close', () => {
		end();
		clearTimeout(timer);
		clearInterval(beat);
	});
	response.write('retry: 1000\n\n');
	send();
}
