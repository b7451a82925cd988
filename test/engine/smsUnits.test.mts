import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { Execution, failure, output, runNode, type RunOptions } from './run.mts';
import { against, messages, recipient, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const CURLY = 'It’s “ready”';
const PLAIN = 'It\'s "ready"';

function sends(texts: string[], options: IDataObject = {}, settings?: RunOptions['settings']): RunOptions {
	const items = texts.map((text, i) => ({ to: recipient(i), text }));
	return against(sandbox, { parameters: sendParameters({ options: { concurrency: 1, ...options } }), items, settings });
}

const unitsOf = (run: Parameters<typeof output>[0]) =>
	output(run).map(({ json: { encoding, units, non_gsm_character } }) => [encoding, units, non_gsm_character]);

const CURLY_UNITS = ['UCS-2', 1, '"’" (a curly apostrophe)'];

describe('the output of Send', () => {
	it('says for each SMS how it is encoded, how many units it takes, and why it is not GSM', async () => {
		const run = await runNode(sends(['Hello', 'a'.repeat(161), CURLY]));
		expect(unitsOf(run)).toEqual([['GSM-7', 1, undefined], ['GSM-7', 2, undefined], CURLY_UNITS]);
	});

	it('says so on each item of a broadcast', async () => {
		const run = await runNode(sends([CURLY, 'Hello', CURLY], { broadcast: true }));
		expect(sandbox.accepted).toHaveLength(2);
		expect(unitsOf(run)).toEqual([CURLY_UNITS, ['GSM-7', 1, undefined], CURLY_UNITS]);
	});

	it('says so of what an earlier try sent, by Retry On Fail and by a retry of the execution', async () => {
		const fail = (times: number) => {
			sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
			sandbox.faults.add({ method: 'POST', path: SENDS, times, fault: { kind: 'status', status: 400, error: 'no' } });
		};
		fail(1);
		expect(unitsOf(await runNode(sends([CURLY, 'Hello'], {}, RETRY_ON_FAIL)))).toEqual([CURLY_UNITS, ['GSM-7', 1, undefined]]);
		sandbox.reset();
		fail(1);
		const first = await runNode(sends([CURLY, 'Hello']));
		expect(first.status).toBe('error');
		const second = await (await Execution.retryOf(first, sends([CURLY, 'Hello']))).finish();
		expect(sandbox.accepted).toHaveLength(2);
		expect(unitsOf(second)).toEqual([CURLY_UNITS, ['GSM-7', 1, undefined]]);
	});

	it('says nothing of units for WhatsApp', async () => {
		const parameters = sendParameters({ messageType: 'whatsapp', whatsappType: 'text', text: CURLY });
		expect(unitsOf(await runNode(against(sandbox, { parameters, items: messages(1) })))).toEqual([[undefined, undefined, undefined]]);
	});
});

describe('a text that may be too long for Plivo', () => {
	const CYRILLIC = 'Ж'.repeat(400);

	it.each(positionsOf('unicode-limit'))('of 400 Cyrillic letters is sent, or refused in words that say why, with unicode-limit=%s', async (limit) => {
		sandbox.variants['unicode-limit'] = limit;
		const run = await runNode(sends([CYRILLIC, 'Hello'], {}, { onError: 'continueRegularOutput' }));
		const accepted = sandbox.accepted.map(({ body }) => body.text);
		if (limit === '737') {
			expect(accepted).toEqual([CYRILLIC, 'Hello']);
			return;
		}
		expect(accepted).toEqual(['Hello']);
		expect(output(run)[0]?.json.error).toBe("'Text' length exceeds 737 unicode characters");
	});

	it.each(positionsOf('extension-characters'))('is refused before it is sent if it is too long as two each, with extension-characters=%s', async (count) => {
		sandbox.variants['extension-characters'] = count;
		expect(failure(await runNode(sends(['€'.repeat(801)]))).message).toBe("'Text' has 1,602 characters as SMS counts them (11 SMS units), but Plivo accepts up to 1,600");
		expect(sandbox.requests).toEqual([]);
		await runNode(sends(['€'.repeat(800)]));
		expect(sandbox.accepted).toHaveLength(1);
	});
});

describe('the option Smart Encoding', () => {
	it('sends plain characters in place of curly ones, and counts those', async () => {
		const run = await runNode(sends([CURLY, 'Ça va “bien”'], { smartEncoding: true }));
		expect(sandbox.accepted.map(({ body }) => body.text)).toEqual([PLAIN, 'Ça va "bien"']);
		expect(unitsOf(run)).toEqual([['GSM-7', 1, undefined], ['GSM-7', 1, undefined]]);
	});

	it('is off by default, and does nothing for WhatsApp', async () => {
		await runNode(sends([CURLY]));
		const parameters = sendParameters({ messageType: 'whatsapp', whatsappType: 'text', options: { smartEncoding: true } });
		await runNode(against(sandbox, { parameters, items: [{ to: recipient(0), text: CURLY }] }));
		expect(sandbox.accepted.map(({ body }) => body.text)).toEqual([CURLY, CURLY]);
	});
});
