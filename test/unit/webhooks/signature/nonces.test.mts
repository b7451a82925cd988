import type { IDataObject } from 'n8n-workflow';

import { contentOf, Nonces } from '../../../../nodes/Plivo/webhooks/signature/nonces';
import type { Params } from '../../../../nodes/Plivo/webhooks/signature/requestParams';

const URL = 'https://n8n.example.com/webhook/a/webhook';

function content(changes: { method?: string; url?: string; query?: Params; body?: Params; json?: IDataObject } = {}): string {
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
	const body: Params = [['To', '2'], ['From', '1'], ['A', 'y']];
	const same = content({ body, query: body });
	for (const turned of [[...body].reverse(), [...body.slice(2), ...body.slice(0, 2)]]) expect(content({ body: turned, query: turned })).toBe(same);
	expect(content({ method: 'post', body, query: body })).toBe(same);
	expect(content({ body, query: [] })).not.toBe(same);
});

describe('another content under the same signature is', () => {
	const said: Params = [['A', 'yes'], ['A', 'no'], ['B', '1']];
	const json = { A: ['yes', 'no'], B: '1' };

	it.each<[string, Parameters<typeof content>[0], boolean]>([
		['the same again', { body: said }, false],
		['the same in another order of names', { body: [['B', '1'], ['A', 'yes'], ['A', 'no']] }, false],
		['with the values between the names', { body: [['A', 'yes'], ['B', '1'], ['A', 'no']] }, false],
		['values of one name turned round', { body: [['A', 'no'], ['A', 'yes'], ['B', '1']] }, true],
		['the same as JSON', { body: said, json }, true],
		['a number in place of a text', { body: said, json: { A: ['yes', 'no'], B: 1 } }, true],
		['values of the query turned round', { query: [['A', 'no'], ['A', 'yes']], body: said }, true],
	])('%s', (_, change, isOther) => {
		expect(content(change) !== content({ body: said })).toBe(isOther);
	});

	it.each<[string, IDataObject, boolean]>([
		['another order of names', { B: '1', A: ['yes', 'no'] }, false],
		['a list turned round', { A: ['no', 'yes'], B: '1' }, true],
		['a number', { A: ['yes', 'no'], B: 1 }, true],
		['a list of one', { A: ['yes', 'no'], B: ['1'] }, true],
	])('of JSON, %s', (_, other, isOther) => {
		expect(content({ body: said, json: other }) !== content({ body: said, json })).toBe(isOther);
	});
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
