// One place hears Ctrl-C, so that whoever started something (npm, n8n, the sandbox) ends it and nobody prints a stack.
const controller = new AbortController();

/** Aborted when the user wants everything to end. */
export const stopSignal = controller.signal;

/** Listens for Ctrl-C and for being told to end; a second time ends at once. */
export function listenForStop() {
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(name, () => {
			if (stopSignal.aborted) process.exit(130);
			controller.abort();
		});
	}
}
