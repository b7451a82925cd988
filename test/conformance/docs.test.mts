import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MAX_MESSAGES } from '../../conformance/budget.mts';
import type { Check } from '../../conformance/check.mts';
import { checks } from '../../conformance/checks/checks.mts';
import { readOptions, USAGE } from '../../conformance/options.mts';
import { planOf } from '../../conformance/plan.mts';
import { positionsOf, variantNames } from '../../sandbox/variants.mts';

const page = (name: string) => readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8');
const verified = page('verified.md');
const guide = page('conformance.md');

/** The rows about what isn't known: the ID, and what the run does about it. */
const rows = [...verified.matchAll(/^\| `([a-z-]+)` \| .* \| ([^|]+) \|$/gm)].map(([, id = '', settles = '']) => ({ id, settles }));
const settled = rows.filter(({ settles }) => settles.startsWith('yes'));

describe('docs/verified.md', () => {
	it('has a row for each check, which says yes, and a reason in each row without one', () => {
		expect(settled.map(({ id }) => id).sort()).toEqual(checks.map(({ id }) => id).sort());
		expect(rows.filter(({ id, settles }) => !checks.some((check) => check.id === id) && !/^no: .{20,}/.test(settles))).toEqual([]);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
	});

	it('has a row for each switch of the sandbox, with a check of the same name or a reason', () => {
		const withoutRow = variantNames.filter((name) => !rows.some(({ id }) => id === name));
		expect(withoutRow).toEqual([]);
	});

	it('names what a check needs', () => {
		const wrong = checks.flatMap((check) => {
			const { settles = '' } = rows.find(({ id }) => id === check.id) ?? {};
			const named = [...settles.matchAll(/--(?:public-url|whatsapp|waba)|a second `--to`/g)].map(([word]) => word.replaceAll('`', ''));
			return JSON.stringify(named) === JSON.stringify(namedNeeds(check)) ? [] : [`${check.id}: ${settles}`];
		});
		expect(wrong).toEqual([]);
	});
});

/** What its row has to say: --whatsapp stands for all that WhatsApp needs, as docs/conformance.md explains. */
function namedNeeds({ needs }: Check): string[] {
	if (needs.includes('--whatsapp')) return ['--whatsapp'];
	return needs.filter((need) => need !== 'you at the phone');
}

it('each check can tell all positions of its switch', () => {
	const blind = variantNames.filter((name) => positionsOf(name).some((position) => !checks.find(({ id }) => id === name)?.positions.includes(position)));
	expect(blind).toEqual([]);
});

describe('docs/conformance.md', () => {
	it('has the numbers of the code', () => {
		const args = ['--from', '14150000001', '--to', '14150000002', '--to', '14150000003', '--whatsapp', '14150000001', '--waba', '104612345678901', '--public-url', 'https://example.com'];
		const options = readOptions(args, { PLIVO_AUTH_ID: 'MAXXXXXXXXXXXXXXXXXX', PLIVO_AUTH_TOKEN: 'TokenOfNobody' }, []);
		const { messages, units } = planOf(checks, options);
		expect(guide).toContain(`it sends up to ${messages} messages, ${units} units of SMS among them`);
		expect(guide).toContain(`No run ever sends more than ${MAX_MESSAGES} messages`);
		expect(guide).toContain(`Default: ${options.port}`);
		expect(guide).toContain(`port ${options.port} of your machine`);
		expect(options.waitSeconds).toBe(180);
		expect(guide).toContain('three minutes for each');
	});

	it('names every option, and no other', () => {
		const named = new Set([...guide.matchAll(/--[a-z][a-z-]+/g)].map(([word]) => word));
		const own = new Set([...USAGE.matchAll(/--[a-z][a-z-]+/g)].map(([word]) => word));
		expect([...named].sort()).toEqual([...own].sort());
	});
});
