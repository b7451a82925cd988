import { wasHeldBack } from '../../../nodes/Plivo/delivery/deliver';
import { PlivoFault } from '../../../nodes/Plivo/transport/fault';

describe('wasHeldBack', () => {
	it('is so for a request that did not leave, and not for one that was cut off on its way', () => {
		expect(wasHeldBack({ error: new PlivoFault('notSent', 'cancelled', 'cancelled before it was sent') })).toBe(true);
		expect(wasHeldBack({ error: new PlivoFault('unknown', 'cancelled', 'cancelled in flight') })).toBe(false);
		expect(wasHeldBack({ error: new PlivoFault('notSent', 'rateLimited', 'too many requests', 429) })).toBe(false);
		expect(wasHeldBack({ error: new Error('no such file') })).toBe(false);
		expect(wasHeldBack({ sent: [] })).toBe(false);
	});
});
