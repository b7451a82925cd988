const { default: Sequencer } = require('@jest/test-sequencer');

// These wait on the real clock, because they hold us against Plivo's limits and time-outs: up to a minute, mostly idle.
// jest begins with the largest files until it has timed them, and would then sit through the minute of a small one at
// the very end, with nothing left to do beside it.
const first = ['listLimit', 'undo', 'gather', 'network', 'atMostOnce', 'sideBySide', 'rateLimits', 'otherPrograms', 'faults', 'webhook', 'inbound', 'download'];

/** Starts the tests that wait first; the others in jest's own order. */
module.exports = class extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const index = first.findIndex((name) => path.endsWith(`${name}.test.mts`));
			return index < 0 ? first.length : index;
		};
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
};
