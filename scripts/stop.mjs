// Ctrl-C is handled in one place. The code that started something (npm, n8n, the sandbox) stops it, and no stack trace is printed.
const controller = new AbortController();

/** Aborted when the user wants to stop everything. */
export const stopSignal = controller.signal;

/** Listens for Ctrl-C and for signals to stop. The second one ends the process at once. */
export function listenForStop() {
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(name, () => {
			if (stopSignal.aborted) process.exit(130);
			controller.abort();
		});
	}
}
