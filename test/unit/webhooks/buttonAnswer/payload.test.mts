import fc from 'fast-check';

import { addressOf, MAX_PAYLOAD, readPayload, writePayload } from '../../../../nodes/Plivo/webhooks/buttonAnswer/payload';

const signature = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const executionId = fc.integer({ min: 1, max: 2 ** 53 - 1 }).map(String);
const run = fc.integer({ min: 0, max: 99_999 }).map(String);
const choice = fc.integer({ min: 0, max: 9 });
const nodeId = fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((id) => id !== '.' && id !== '..'));

/** As n8n builds it: URL and URLSearchParams. */
function signedAddress(base: string, execution: string, node: string, runIndex: string, sign: string): string {
	const url = new URL(`${base}/${execution}/${encodeURIComponent(node)}`);
	url.searchParams.set('run', runIndex);
	url.searchParams.set('signature', sign);
	return url.toString();
}

describe('the payload of a button', () => {
	it('stands for the address that n8n signed, character by character, whatever the IDs are', () => {
		fc.assert(
			fc.property(executionId, nodeId, run, signature, choice, (execution, node, runIndex, sign, n) => {
				const address = signedAddress('https://n8n.example.com/webhook-waiting', execution, node, runIndex, sign);
				const payload = writePayload(address, n);
				if (payload === undefined) return expect(encodeURIComponent(node).length).toBeGreaterThan(20);
				expect(payload.length).toBeLessThanOrEqual(MAX_PAYLOAD);
				const read = readPayload(payload);
				expect(read).toMatchObject({ executionId: execution, run: runIndex, nodeId: node, choice: n });
				if (read !== undefined) expect(addressOf(read, 'https://n8n.example.com/webhook-waiting/__UNKNOWN__')).toBe(address);
			}),
		);
	});

	it('has room for every node that n8n has made, and every execution', () => {
		fc.assert(
			fc.property(fc.uuid(), signature, choice, (node, sign, n) => {
				const payload = writePayload(signedAddress('https://a.example/w', '9007199254740991', node, '9999', sign), n);
				expect(payload?.length).toBeLessThan(110);
			}),
		);
	});

	it('is not written for a node whose ID leaves no room, or an address of another form', () => {
		expect(writePayload(signedAddress('https://a.example/w', '1', 'x'.repeat(80), '0', 'a'.repeat(64)), 0)).toBeUndefined();
		expect(writePayload('https://a.example/w/1/node', 0)).toBeUndefined();
		expect(writePayload('nonsense', 0)).toBeUndefined();
	});

	it('keeps to the host of this n8n, whatever a stranger writes', () => {
		const read = readPayload(`n8n1.1.0.${'A'.repeat(43)}.0.i../../x?y#z@evil.example`);
		expect(read).toBeDefined();
		if (read === undefined) return;
		const url = new URL(addressOf(read, 'https://n8n.example.com/webhook-waiting/7?signature=x'));
		expect(url.host).toBe('n8n.example.com');
		expect(url.pathname).toBe('/webhook-waiting/1/..%2F..%2Fx%3Fy%23z%40evil.example');
	});

	it('of which nothing a stranger writes makes an address impossible: half of an emoji is none of ours', () => {
		const unit = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)));
		fc.assert(
			fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), (units) => {
				const node = units.join('');
				const read = readPayload(`n8n1.1.0.${'A'.repeat(43)}.0.i${node}`);
				if (read === undefined) return expect(node).toMatch(/\p{Cs}/u);
				expect(() => addressOf(read, 'https://n8n.example.com/webhook-waiting/7')).not.toThrow();
			}),
		);
		expect(readPayload(`n8n1.1.0.${'A'.repeat(43)}.0.iab\ud83d`)).toBeUndefined();
		expect(readPayload(`n8n1.1.0.${'A'.repeat(43)}.0.i😀`)).toMatchObject({ nodeId: '😀' });
	});

	it.each([null, undefined, '', 'yes', 'n8n1', 'n8n1.1.0.x.0.u', `n8n1.1/2.0.${'A'.repeat(43)}.0.iabc`, `n8n2.1.0.${'A'.repeat(43)}.0.iabc`])('%p is none', (text) => {
		expect(readPayload(text)).toBeUndefined();
	});
});
