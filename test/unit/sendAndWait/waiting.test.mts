import fc from 'fast-check';

import { stringLiteral } from '../../../nodes/Plivo/sendAndWait/waiting';

it('a string of an expression holds nothing that n8n could look for, and means the text', () => {
	const part = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('.constructor', '}}', '\u2028', '\ud800', '"', '\\', '\n'));
	fc.assert(
		fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
			const text = parts.join('');
			const literal = stringLiteral(text);
			expect(literal).toMatch(/^"(?:[A-Za-z0-9]|\\u[0-9a-f]{4})*"$/);
			expect(JSON.parse(literal)).toBe(text);
		}),
		{ numRuns: 1000 },
	);
});
