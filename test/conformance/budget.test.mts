import fc from 'fast-check';
import { Api } from '../../conformance/api.mts';
import { Budget, MAX_MESSAGES } from '../../conformance/budget.mts';
import { checks } from '../../conformance/checks/checks.mts';
import { readOptions } from '../../conformance/options.mts';
import { planOf } from '../../conformance/plan.mts';

const account = { baseUrl: 'https://plivo.invalid', authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'TokenOfNobody' };
const recipients = fc.array(fc.stringMatching(/^[1-9]\d{6,14}$/), { minLength: 1, maxLength: 12 });
/** What comes back; nothing for a lost response. */
const status = fc.constantFrom(202, 400, 429, 500, undefined);

const realFetch = globalThis.fetch;
afterEach(() => {
	globalThis.fetch = realFetch;
});

it('is never passed, whatever is sent and whatever comes back, and nothing is sent twice', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(recipients, status), { maxLength: 30 }), async (sends) => {
			const asked: string[][] = [];
			let answer: number | undefined;
			globalThis.fetch = (_url, request) => {
				asked.push(String(Reflect.get(Object(JSON.parse(String(request?.body))), 'dst')).split('<'));
				return answer === undefined ? Promise.reject(new Error('reset')) : Promise.resolve(new Response('{}', { status: answer }));
			};
			const budget = new Budget();
			const api = new Api(account, budget, () => undefined);
			let expected = 0;
			for (const [to, status] of sends) {
				answer = status;
				const before = asked.length;
				const fits = expected + to.length <= MAX_MESSAGES;
				if (fits) expected += to.length;
				await api.send({ dst: to.join('<') }).catch(() => undefined);
				expect(asked.length - before).toBe(fits ? 1 : 0);
			}
			expect(asked.flat().length).toBe(expected);
			expect(budget.used).toBe(expected);
			expect(expected).toBeLessThanOrEqual(20);
		}),
	);
});

it('counts only whole messages, and takes none when there are too few', () => {
	const budget = new Budget(3);
	for (const wrong of [0, -1, 0.5, NaN]) expect(() => budget.take(wrong)).toThrow("isn't a number of messages");
	budget.take(2);
	expect(() => budget.take(2)).toThrow('at most 3 messages, and 2 are used up');
	budget.take(1);
	expect(budget.used).toBe(3);
});

it('cannot be gone around by another request', async () => {
	const api = new Api(account, new Budget(), () => undefined);
	for (const path of ['Message/', 'Message', '/message/', 'Message/?a=b']) await expect(api.once('POST', path, {})).rejects.toThrow('send()');
});

it('is enough for all checks together, with everything that can be given', () => {
	const args = ['--from', '14150000001', '--to', '14150000002', '--to', '14150000003', '--whatsapp', '14150000001', '--waba', '104612345678901', '--public-url', 'https://example.com'];
	const env = { PLIVO_AUTH_ID: account.authId, PLIVO_AUTH_TOKEN: account.authToken };
	const plan = planOf(checks, readOptions(args, env, []));
	expect(plan.checks).toHaveLength(checks.length);
	expect(plan.messages).toBeLessThanOrEqual(MAX_MESSAGES);
});
