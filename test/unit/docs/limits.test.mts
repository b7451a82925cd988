import { ACCOUNT_LIMIT } from '../../../nodes/Plivo/client/rateLimit/rateLimit';
import { LIST_POLICY } from '../../../nodes/Plivo/client/retryPolicy';
import { rateOption } from '../../../nodes/Plivo/sending/sendSettings';
import { withLimits } from '../../../scripts/docsTables.mts';
import { limits } from '../../../scripts/limits.mts';
import { readPage, tablesOf } from './markdown.mts';
import { limitConstants } from './sentences.mts';

/** Numbers that bound what the nodes hold in memory or look at, and which no user runs into. */
const INTERNAL = [
	'trigger/answers/resumeWaiting.ts MAX_TOTAL_MS',
	'webhooks/words/letters.ts MAX_READ',
	'webhooks/words/letters.ts MAX_KEPT',
	'webhooks/words/subscription.ts MAX_TEXT',
	'trigger/filters/regularExpression.ts MAX_READ',
	'phone/defects.ts MAX_NAMED',
	'phone/notation.ts MAX_WRITTEN',
	'phone/nationalFormat.ts MAX_CALLING_CODE',
	'phone/parsePhoneNumber.ts MIN_BEFORE_EXTENSION',
	'phone/parsePhoneNumber.ts MIN_OF_LARGE_COUNTRIES',
	'client/failures/requestFailure.ts MAX_SENTENCE',
	'client/fileName.ts MAX_EXTENSION',
	'client/fileName.ts MAX_READ_NAME',
	'errors/shortened.ts MAX_LENGTH',
	'errors/secrets.ts MIN_TOKEN_LENGTH',
	'client/rateLimit/adaptiveLimit.ts MIN_SHARE',
	'client/retryPolicy.ts MAX_TIME_FACTOR',
	'trigger/duplicates/duplicates.ts MAX_WAITING',
	'memory/lruMap.ts KEEP_UNUSED_MS',
	'memory/lruMap.ts MAX_ENTRIES',
	'trigger/registration/plivoResources.ts MAX_APPLICATIONS',
	'trigger/registration/plivoResources.ts MAX_NUMBERS',
	'trigger/registration/inMemoryState.ts MAX_NAMES',
	'trigger/registration/release.ts MAX_LOOKS',
	'trigger/registration/numberState.ts MAX_LOST',
	'webhooks/words/beginning.ts MAX_READ',
	'webhooks/words/aboutSubscription.ts MAX_IN_LAST',
	'webhooks/words/aboutSubscription.ts MAX_WORDS_IN_LAST',
	'webhooks/words/subscription.ts MAX_READ',
	'records/values.ts MAX_NOTHING',
	'webhooks/words/subscription.ts MAX_LENGTH',
	'webhooks/logLimiter.ts MAX_REMEMBERED',
	'trigger/reply/replyLimiter.ts MAX_PAIRS',
	'webhooks/signature/nonces.ts MAX_REMEMBERED',
	'webhooks/signature/signature.ts MAX_SIGNATURES',
	'webhooks/signature/v3Record.ts MAX_TOKENS',
	'sendAndWait/messageParts.ts MAX_REMEMBERED',
];

const page = readPage('docs/limits.md');

const rows = tablesOf(page)
	.filter(({ head }) => /^What,At most,Whose(,WhatsApp)?$/.test(head.join()))
	.flatMap((table) => table.rows.map(([what = '', , whose = '', whatsapp]) => ({ what, whose, whatsapp })));

describe('docs/limits.md', () => {
	it('has the limits that `npm run docs-tables` writes, and no other', () => {
		expect(page).toBe(withLimits(page));
		expect(rows.map(({ what }) => what)).toEqual(Object.keys(limits));
		expect([ACCOUNT_LIMIT.windowMs, rateOption.default, LIST_POLICY.limit?.windowMs]).toEqual([5_000, ACCOUNT_LIMIT.requests, 60_000]);
	});

	it('leaves out no limit of the code', () => {
		const known = [...constantsIn(readPage('scripts/limits.mts')), ...INTERNAL];
		expect(limitConstants().filter((name) => !known.includes(name))).toEqual([]);
	});

	it("says for each of WhatsApp's own where it is published", () => {
		const metas = page.split('\n').filter((line) => /^\|.*\| Meta, .*\|.*\|$/.test(line) && !/if it's a file of the item/.test(line));
		expect(metas.length).toBeGreaterThan(5);
		expect(metas.filter((line) => !/\]\(https:\/\/[^)]+\) \|$/.test(line))).toEqual([]);
		expect(rows.filter(({ whatsapp }) => whatsapp === '')).toEqual([]);
	});

	it('says of each whose it is', () => {
		expect(rows.filter(({ whose }) => !/^(Plivo, .+|Meta, .+|this package.*)$/.test(whose))).toEqual([]);
	});
});

/** The constants of the nodes that a module names: `mms.MAX_TEXT`, of what it imports as `mms`. */
function constantsIn(module: string): string[] {
	const files = new Map([...module.matchAll(/^import \* as (\w+) from '..\/nodes\/Plivo\/([^']*)';$/gm)].map(([, name = '', path = '']) => [name, path]));
	return [...module.matchAll(/\b(\w+)\.([A-Z][A-Z_\d]+)\b/g)].map(([, name = '', constant = '']) => `${files.get(name)}.ts ${constant}`);
}
