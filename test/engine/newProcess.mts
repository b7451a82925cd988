import { join } from 'node:path';

// Of the built package, as n8n has loaded it.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is of a file that is built
const { limiters } = require(
	join(process.cwd(), 'dist/nodes/Plivo/client/rateLimit/accountLimiters.js'),
) as typeof import('../../nodes/Plivo/client/rateLimit/accountLimiters');

/** As if n8n had just been started: nothing has left yet, so that nothing is held back. */
export function newProcess(): void {
	limiters.clear();
}

// Tests share an account, and each begins anew.
beforeEach(newProcess);
