import { describeMessageError } from '../../../nodes/Plivo/errors/deliveryErrors';

const KNOWN = [
	...[0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 160, 200, 201, 300, 310, 330, 340, 350, 360, 370],
	...[380, 420, 450, 900, 910, 1000, 2403],
];

describe('describeMessageError', () => {
	it.each(KNOWN)('has whole sentences for %d', (code) => {
		const { meaning, remedy } = describeMessageError(code) ?? {};
		for (const text of [meaning, remedy]) expect(text).toMatch(/^[A-Z][^]{9,}[.]$/);
		// no jargon of Plivo's fields, which the editor shows by other names
		expect(`${meaning} ${remedy}`).not.toMatch(/_|\bdst\b|\bsrc\b|payload/i);
	});

	it('knows no other codes', () => {
		const found = Array.from({ length: 3_000 }, (_, code) => code).filter(
			(code) => describeMessageError(code) !== undefined,
		);
		expect(found).toEqual(KNOWN);
	});

	it('takes a code as text or number', () => {
		expect(describeMessageError(' 200 ')).toBe(describeMessageError(200));
		expect(describeMessageError('000')).toBe(describeMessageError(0));
		expect(describeMessageError('000')?.meaning).toContain('without an error');
	});

	it.each([null, undefined, '', 'null', '2e2', '-200', '200.0', 'toString', NaN])('says nothing about %j', (code) => {
		expect(describeMessageError(code)).toBeUndefined();
	});

	it('leaves open what is not certain', () => {
		expect(describeMessageError(340)?.meaning).toMatch(/template is unknown, paused, or disabled, or no conversation/);
		expect(describeMessageError(380)?.meaning).toContain('within the last 24 hours');
		expect(describeMessageError(350)?.meaning).toContain('too long');
	});
});
