// Ctrl-C is handled in one place. The code that started something (npm, n8n, the sandbox) stops it, and no stack trace is printed.
const controller = new AbortController();

/**
 * One Ctrl-C can arrive as two signals: the terminal sends it to npm and to its child, and npm passes its own on. Nobody presses it
 * twice this fast.
 */
const ONE_PRESS_MS = 1_000;

/** Aborted when the user wants to stop everything. */
export const stopSignal = controller.signal;

/** Listens for Ctrl-C, for signals to stop, and for the end of what reads the output. The second Ctrl-C ends the process at once. */
export function listenForStop() {
	let stoppedAt = Infinity;
	const stop = () => {
		stoppedAt = Math.min(stoppedAt, Date.now());
		controller.abort();
	};
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(name, () => {
			if (Date.now() - stoppedAt > ONE_PRESS_MS) process.exit(130);
			stop();
		});
	}
	// A closed terminal, or a program behind a pipe that has ended. Without a listener, each further line would be an exception.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
}
