import fc from 'fast-check';

import { admit } from '../../../../nodes/Plivo/webhooks/signature/admission';
import { Nonces } from '../../../../nodes/Plivo/webhooks/signature/nonces';
import type { Params } from '../../../../nodes/Plivo/webhooks/signature/requestParams';
import { signV2, signV3, type SignedRequest } from '../../../../nodes/Plivo/webhooks/signature/signature';
import { V3Record } from '../../../../nodes/Plivo/webhooks/signature/v3Record';

const TOKEN = 'TheTokenOfTheAccount';
const HOOK = 'https://n8n.example.com/webhook/abc/webhook';

type Headers = Record<string, string>;

function v3(request: SignedRequest, nonce: string, token = TOKEN): Headers {
	return { 'x-plivo-signature-v3': signV3(request, nonce, token), 'x-plivo-signature-v3-nonce': nonce };
}

function v2(url: string, nonce: string, token = TOKEN): Headers {
	return { 'x-plivo-signature-v2': signV2(url, nonce, token), 'x-plivo-signature-v2-nonce': nonce };
}

function request(part: Partial<SignedRequest> = {}): SignedRequest {
	return { method: 'POST', url: HOOK, query: [], body: [['From', '1'], ['Text', 'Hi']], headers: {}, ...part };
}

/** A call as Plivo makes it, with both families. */
function genuine(part: Partial<SignedRequest>, v3Nonce: string, v2Nonce: string): SignedRequest {
	const plain = request(part);
	return { ...plain, headers: { ...v3(plain, v3Nonce), ...v2(plain.url, v2Nonce) } };
}

/** A receiver that remembers. */
function receiver(v3Record = new V3Record()) {
	const nonces = new Nonces();
	const remembered = () => (Reflect.get(nonces, 'contents') as Map<string, string>).size;
	return { take: (call: SignedRequest, token = TOKEN) => admit(call, token, { nonces, v3: v3Record }), remembered, v3: v3Record };
}

const forged: Params = [['From', '2'], ['Text', 'Pay now']];

describe('a captured call', () => {
	const captured = genuine({}, '111', '222');

	it.each<[string, Partial<SignedRequest>, string]>([
		['without its V3 headers, with another text', { headers: v2(HOOK, '222'), body: forged }, 'onlyV2'],
		['with V3 headers that are wrong, with another text', { headers: { ...captured.headers, 'x-plivo-signature-v3': 'x' }, body: forged }, 'onlyV2'],
		['without its V3 headers, as it was', { headers: v2(HOOK, '222') }, 'onlyV2'],
		['with all its headers, with another text', { body: forged }, 'onlyV2'],
		['with only its V3 headers, with another text', { headers: v3(request(), '111'), body: forged }, 'unproven'],
		['cut differently', { body: [['From', '1Text'], ['Hi', '']] }, 'reused'],
		['cut differently, with only its V3 headers', { headers: v3(request(), '111'), body: [['Fro', 'm1'], ['TextHi', '']] }, 'reused'],
		['with a query more', { query: [['Text', 'Pay now']] }, 'onlyV2'],
		['by GET', { method: 'GET' }, 'onlyV2'],
		['at another address', { url: `${HOOK}2` }, 'unproven'],
		['as it was', {}, 'in'],
		['with its parameters in another order', { body: [['Text', 'Hi'], ['From', '1']] }, 'in'],
	])('%s', (_, change, verdict) => {
		const { take } = receiver();
		expect(take(captured)).toBe('in');
		expect(take({ ...captured, ...change })).toBe(verdict);
	});

	it('has used up its V2 signature also where the memory of V3 is lost', () => {
		const nonces = new Nonces();
		expect(admit(captured, TOKEN, { nonces, v3: new V3Record() })).toBe('in');
		const replayed = { ...captured, headers: v2(HOOK, '222'), body: forged };
		expect(admit(replayed, TOKEN, { nonces, v3: new V3Record() })).toBe('reused');
	});

	it('is good for its own address only, where two differ in their query', () => {
		const { take } = receiver();
		const call = { ...request({ url: `${HOOK}?run=0` }), headers: v2(HOOK, '222') };
		expect(take(call)).toBe('in');
		expect(take({ ...call, url: `${HOOK}?run=1` })).toBe('reused');
	});
});

describe('an account of which only V2 proves calls', () => {
	const subaccount = (nonce: string, body: Params) => {
		const plain = request({ body });
		return { ...plain, headers: { ...v3(plain, nonce, 'another token'), ...v2(HOOK, nonce) } };
	};

	it('gets in, with V3 headers that prove nothing and without them', () => {
		const { take } = receiver();
		expect(take(subaccount('1', [['Text', 'a']]))).toBe('in');
		expect(take({ ...request({ body: [['Text', 'b']] }), headers: v2(HOOK, '2') })).toBe('in');
		// Plivo's own retry, and somebody else's
		expect(take(subaccount('1', [['Text', 'a']]))).toBe('in');
		expect(take(subaccount('1', [['Text', 'forged']]))).toBe('reused');
	});

	it('gets in after the credential was changed from that of an account that V3 proves', () => {
		const { take } = receiver();
		expect(take(genuine({}, '1', '2'))).toBe('in');
		expect(take({ ...request(), headers: v2(HOOK, '3', 'token of the subaccount') }, 'token of the subaccount')).toBe('in');
		expect(take({ ...request({ body: forged }), headers: v2(HOOK, '4') })).toBe('onlyV2');
	});

	it('does not, once V3 was proven with the same token, here or before a restart', () => {
		const { take, v3: record } = receiver();
		expect(take(genuine({}, '1', '2'))).toBe('in');
		const restarted = new V3Record();
		restarted.read(record.written());
		for (const { take: later } of [receiver(record), receiver(restarted)]) expect(later(subaccount('3', forged))).toBe('onlyV2');
	});
});

describe('nothing is remembered', () => {
	it('of calls that prove nothing, however many', () => {
		const { take, remembered, v3: record } = receiver();
		for (let index = 0; index < 100; index += 1) {
			const plain = request({ body: [['Text', `${index}`]] });
			expect(take({ ...plain, headers: { ...v3(plain, `${index}`, 'x'), ...v2(HOOK, `${index}`, 'x') } })).toBe('unproven');
		}
		expect(remembered()).toBe(0);
		expect(record.written()).toBe('');
	});

	it('of a V2 nonce that is put to a repeated call: it may be that of a call still to come', () => {
		const { take, remembered } = receiver();
		const captured = genuine({}, '1', '2');
		expect(take(captured)).toBe('in');
		for (let index = 3; index < 50; index += 1) {
			expect(take({ ...captured, headers: { ...captured.headers, 'x-plivo-signature-v2-nonce': `${index}` } })).toBe('in');
		}
		expect(remembered()).toBe(2);
		expect(take(genuine({ body: [['Text', 'next']] }, '3', '4'))).toBe('in');
	});

	it('against a call whose V2 signature somebody has put to another one', () => {
		const { take } = receiver();
		const [one, next] = [genuine({}, '1', '2'), genuine({ body: [['Text', 'next']] }, '3', '4')];
		expect(take({ ...one, headers: { ...one.headers, ...v2(HOOK, '4') } })).toBe('in');
		expect(take(next)).toBe('in');
	});
});

it('of all that can be put together from genuine calls, nothing gets in that Plivo has not sent', () => {
	const text = fc.constantFrom('', '1', '2', 'A', 'B', 'A1', '1B2', 'a=1', '.', '?', '&', '1.2');
	const pairs = fc.array(fc.tuple(text, text), { maxLength: 4 });
	const url = fc.constantFrom(HOOK, `${HOOK}?run=0`, `${HOOK}?run=1`, `${HOOK}/webhook`, 'https://n8n.example.com/webhook/abc');
	const call = fc.record({ method: fc.constantFrom('GET', 'POST'), url, query: pairs, body: pairs, bothFamilies: fc.boolean() });
	const pick = fc.nat();
	const mutation = fc.record({
		...{ method: fc.constantFrom('GET', 'POST'), url: pick, query: pick, body: pick, cut: fc.nat({ max: 20 }) },
		...{ signatureV3: pick, nonceV3: pick, signatureV2: pick, nonceV2: pick, swapped: fc.boolean() },
	});
	fc.assert(
		fc.property(fc.array(call, { minLength: 1, maxLength: 4 }), fc.array(mutation, { maxLength: 30 }), fc.boolean(), (calls, mutations, hasV3) => {
			const sent = calls.map(({ bothFamilies, ...rest }, index) => {
				const plain = request(rest);
				const headers = { ...(hasV3 && v3(plain, `3${index}`)), ...((bothFamilies || !hasV3) && v2(plain.url, `2${index}`)) };
				return { ...plain, headers: headers as Headers };
			});
			const { take } = receiver();
			for (const one of sent) expect(take(one)).toBe('in');
			const contents = new Set(sent.map(contentWords));

			const of = (at: number) => sent[at % sent.length] ?? request();
			for (const change of mutations) {
				const [a, b] = [of(change.signatureV3), of(change.signatureV2)];
				const names = { v3: 'x-plivo-signature-v3', v2: 'x-plivo-signature-v2' };
				const values = [a.headers[names.v3], b.headers[names.v2]];
				if (change.swapped) values.reverse();
				const headers = {
					[names.v3]: values[0],
					[`${names.v3}-nonce`]: of(change.nonceV3).headers[`${names.v3}-nonce`],
					[names.v2]: values[1],
					[`${names.v2}-nonce`]: of(change.nonceV2).headers[`${names.v2}-nonce`],
				};
				const body = cutDifferently(of(change.body).body, change.cut);
				const made = { method: change.method, url: of(change.url).url, query: of(change.query).query, body, headers };
				if (take(made) === 'in') expect(contents).toContain(contentWords(made));
			}
		}),
		{ numRuns: 500 },
	);
});

/** What a call says, and where: in the order in which V3 signs it. */
function contentWords({ method, url, query, body }: SignedRequest): string {
	const inOrder = (params: Params) => params.map((pair) => JSON.stringify(pair)).sort();
	return JSON.stringify([method, url, inOrder(query), inOrder(body)]);
}

/** The same letters, with a border between a name and its value elsewhere. */
function cutDifferently(params: Params, at: number): Params {
	const [first, ...others] = params;
	if (first === undefined || at === 0) return params;
	const whole = first.join('');
	return [[whole.slice(0, at % (whole.length + 1)), whole.slice(at % (whole.length + 1))], ...others];
}
