import { readFileSync } from 'node:fs';

/**
 * The numbers of tests that jest counted.
 *
 * @param {string} file that jest was told to write (--json --outputFile)
 * @returns {{ passed: number, failed: number, skipped: number }} one failed if there is no file, because then
 *   jest didn't get to the tests
 */
export function countTests(file) {
	let text;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(text);
	return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}
