import { listen, readReport, Refused } from './sandbox.mjs';

/**
 * @typedef {import('./types.mjs').Report} Report
 * @typedef {{ fresh: import('./types.mjs').MessageView[], callbacks: Report['callbacks'], begins: boolean, isFirst: boolean }} Taken
 *   the messages and calls that are new; whether all begins anew, after a reset or with a new sandbox; whether nothing was known
 */

/**
 * Keeps the store as the sandbox is: reads what has changed whenever something has, once at a time.
 *
 * @param {import('./store.mjs').Store} store
 * @param {(taken: Taken) => void} took called after each report that the store has taken in
 * @param {(connected: boolean) => void} connection told when the sandbox is lost or there again
 */
export function keepReading(store, took, connection) {
	let isReading = false;
	let isStale = false;

	async function refresh() {
		isStale = true;
		if (isReading) return;
		isReading = true;
		try {
			while (isStale) {
				isStale = false;
				took(await read(store));
			}
		} catch (error) {
			// The stream of events says when the sandbox is there again, and then everything is read once more.
			if (!(error instanceof Refused)) throw error;
		} finally {
			isReading = false;
		}
	}

	listen(refresh, connection);
}

/**
 * @param {import('./store.mjs').Store} store
 * @returns {Promise<Taken>}
 */
async function read(store) {
	const isFirst = store.epoch === '';
	let report = await readReport(store.revision);
	// After a reset or a new start nothing from before holds, and what came first was not in this report.
	if (!isFirst && report.epoch !== store.epoch) report = await readReport(0);
	const begins = report.epoch !== store.epoch;
	return { begins, isFirst, fresh: store.take(report), callbacks: report.callbacks };
}
