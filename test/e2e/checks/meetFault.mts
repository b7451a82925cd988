import type { Fault } from '../../../sandbox/faults.mts';
import type { Sandbox } from '../../../sandbox/server.mts';

/** Applies a fault to one of the next requests that send. The requests around it take a moment, so that some are in progress. */
export function meetFault(sandbox: Sandbox, fault: Fault): void {
	const slow: Fault = { kind: 'slow', ms: 100 };
	sandbox.faults.clear();
	for (const one of [slow, slow, fault, slow, slow, slow]) sandbox.faults.add({ method: 'POST', path: '/Message/', fault: one });
}
