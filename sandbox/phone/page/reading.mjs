import { listen, readReport, Refused } from './sandbox.mjs';

/**
 * @typedef {import('./types.mjs').Report} Report
 * @typedef {{ fresh: import('./types.mjs').MessageView[], callbacks: Report['callbacks'], begins: boolean, isFirst: boolean }} Taken
 *   the messages and calls that are new; whether everything starts over, after a reset or with a new sandbox; whether this is the
 *   first report
 */

/**
 * Keeps the store in sync with the sandbox: reads the changes whenever there are any, one report at a time.
 *
 * @param {import('./store.mjs').Store} store
 * @param {(taken: Taken) => void} took called after the store has read a report
 * @param {(connected: boolean) => void} connection called when the connection is lost or restored
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
			// The event stream reports when the sandbox is back. Then everything is read again.
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
	// After a reset or a restart, nothing from before is valid, and this report doesn't have the earliest entries.
	if (!isFirst && report.epoch !== store.epoch) report = await readReport(0);
	const begins = report.epoch !== store.epoch;
	return { begins, isFirst, fresh: store.take(report), callbacks: report.callbacks };
}
