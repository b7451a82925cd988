import { contentOf, Nonces } from '../../../../nodes/Plivo/trigger/signature/nonces';
import type { Params } from '../../../../nodes/Plivo/trigger/signature/requestParams';

const URL = 'https://n8n.example.com/webhook/a/webhook';

function content(changes: { method?: string; url?: string; query?: Params; body?: Params } = {}): string {
	return contentOf({ method: 'POST', url: URL, query: [], body: [['Text', 'Hi']], ...changes });
}

const signed = (text: string) => ({ signed: text });

describe('a signature', () => {
	it('is good for one content, as often as it comes', () => {
		const nonces = new Nonces();
		expect([1, 2, 3].map(() => nonces.accept(signed('a'), content()))).toEqual([true, true, true]);
		for (const other of [
			{ body: [['Text', 'Ho']] as Params },
			{ body: [] },
			{ method: 'GET' },
			{ url: `${URL}?run=1` },
			{ query: [['a', '1']] as Params },
			{ query: [['Text', 'Hi']] as Params, body: [] },
		]) {
			expect(nonces.accept(signed('a'), content(other))).toBe(false);
		}
		expect(nonces.accept(signed('a'), content())).toBe(true);
		expect(nonces.accept(signed('b'), content({ body: [] }))).toBe(true);
	});

	it('is not fooled by names and values that run together', () => {
		const nonces = new Nonces();
		expect(nonces.accept(signed('a'), content({ body: [['A', '1B2']] }))).toBe(true);
		expect(nonces.accept(signed('a'), content({ body: [['A', '1'], ['B', '2']] }))).toBe(false);
		expect(nonces.accept(signed('a'), content({ body: [['A1', 'B2']] }))).toBe(false);
	});
});

it('the order of parameters makes no other content, as it makes no other signature of V3', () => {
	const body: Params = [['To', '2'], ['From', '1'], ['A', 'y'], ['A', 'x'], ['A', '']];
	const same = content({ body, query: body });
	for (const turned of [[...body].reverse(), [...body.slice(2), ...body.slice(0, 2)]]) expect(content({ body: turned, query: turned })).toBe(same);
	expect(content({ method: 'post', body, query: body })).toBe(same);
	expect(content({ body, query: [] })).not.toBe(same);
});

it('remembers the latest twenty thousand, the oldest going first', () => {
	const nonces = new Nonces();
	const other = content({ body: [] });
	for (let index = 0; index < 20_001; index += 1) nonces.accept(signed(`${index}`), content());
	expect((Reflect.get(nonces, 'contents') as Map<string, string>).size).toBe(20_000);
	expect(nonces.accept(signed('1'), other)).toBe(false);
	expect(nonces.accept(signed('20000'), other)).toBe(false);
	expect(nonces.accept(signed('0'), other)).toBe(true);
	// which took the place of the next
	expect(nonces.accept(signed('1'), other)).toBe(true);
});
