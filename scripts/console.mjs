/** A problem that the user can fix. Its message is one line: what happened and what to do. The stack trace isn't shown. */
export class UserError extends Error {}

/**
 * Runs work and shows how long it takes: with a line that counts in a terminal, and a new line every 15 seconds elsewhere (a CI log).
 *
 * @template T
 * @param {string} title what is being done, in the user's words
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} the result of work; its errors are passed on
 */
export async function step(title, work) {
	const terminal = process.stdout.isTTY;
	const started = Date.now();
	const line = () => `${title} ${elapsed(started)}`;
	const show = () => process.stdout.write(terminal ? `\r… ${line()}` : `… ${line()}\n`);
	show();
	const timer = setInterval(show, terminal ? 1000 : 15_000);
	try {
		const result = await work();
		process.stdout.write(`${terminal ? '\r' : ''}✔ ${line()}\n`);
		return result;
	} catch (error) {
		if (terminal) process.stdout.write('\n');
		throw error;
	} finally {
		clearInterval(timer);
	}
}

/**
 * @param {number} started a time from Date.now()
 * @returns {string} minutes and seconds since then, '1:07'
 */
function elapsed(started) {
	const seconds = Math.round((Date.now() - started) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
