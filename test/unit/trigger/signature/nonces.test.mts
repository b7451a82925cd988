import { Nonces } from '../../../../nodes/Plivo/trigger/signature/nonces';
import type { Params } from '../../../../nodes/Plivo/trigger/signature/requestParams';

const URL = 'https://n8n.example.com/webhook/a/webhook';

function content(changes: { method?: string; query?: Params; body?: Params } = {}) {
	return { method: 'POST', query: [], body: [['Text', 'Hi']] as Params, ...changes };
}

describe('a nonce', () => {
	it('is good for one content, as often as it comes', () => {
		const nonces = new Nonces();
		expect([1, 2, 3].map(() => nonces.accept('1', URL, content()))).toEqual([true, true, true]);
		for (const other of [
			content({ body: [['Text', 'Ho']] }),
			content({ body: [] }),
			content({ method: 'GET' }),
			content({ query: [['a', '1']] }),
			content({ query: [['Text', 'Hi']], body: [] }),
		]) {
			expect(nonces.accept('1', URL, other)).toBe(false);
		}
		expect(nonces.accept('1', URL, content())).toBe(true);
	});

	it('is one of its address', () => {
		const nonces = new Nonces();
		nonces.accept('1', URL, content());
		expect(nonces.accept('1', `${URL}2`, content({ body: [] }))).toBe(true);
		expect(nonces.accept('2', URL, content({ body: [] }))).toBe(true);
	});

	it('is not fooled by names and values that run together', () => {
		const nonces = new Nonces();
		expect(nonces.accept('1', URL, content({ body: [['A', '1B2']] }))).toBe(true);
		expect(nonces.accept('1', URL, content({ body: [['A', '1'], ['B', '2']] }))).toBe(false);
		expect(nonces.accept('1', URL, content({ body: [['A1', 'B2']] }))).toBe(false);
	});
});

it('remembers the latest ten thousand, the oldest going first', () => {
	const nonces = new Nonces();
	const other = content({ body: [] });
	for (let index = 0; index < 10_001; index += 1) nonces.accept(`${index}`, URL, content());
	expect((Reflect.get(nonces, 'contents') as Map<string, string>).size).toBe(10_000);
	expect(nonces.accept('1', URL, other)).toBe(false);
	expect(nonces.accept('10000', URL, other)).toBe(false);
	expect(nonces.accept('0', URL, other)).toBe(true);
	// which took the place of the next
	expect(nonces.accept('1', URL, other)).toBe(true);
});
