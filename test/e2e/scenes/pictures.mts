import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { receive, whileListening } from './inbound.mts';
import type { Stage } from './stage.mts';

/** inbound-pictures-to-files.json: files are saved unchanged, a file that can't be downloaded is named, and the sender is thanked once, but not for STOP. */
export async function pictures(stage: Stage): Promise<void> {
	const media = ['image/png', 'image/jpeg'].map((contentType) => ({ contentType, bytes: Buffer.from(`not really ${contentType}`) }));
	const thanks = (words: string) =>
		[{ type: 'sms', src: NUMBER, dst: PHONE, text: `Thank you, we have received ${words} and will be in touch.` }];
	const message = { from: PHONE, to: NUMBER, text: 'My claim', media };
	await whileListening(stage, NUMBER, async () => {
		const both = await receive(stage, message);
		assert.deepEqual(both.sent, thanks('your 2 files'));
		assert.deepEqual(both.execution.output('Not Downloaded'), []);
		const files = both.execution.output('Save File').map(({ fileName }) => basename(String(fileName)));
		assert.deepEqual(files.map((name) => name.slice(name.lastIndexOf('-'))), ['-data.png', '-data1.jpg']);
		for (const [index, name] of files.entries()) {
			assert.deepEqual(await readFile(join(stage.playground.filesFolder, name)), media[index]?.bytes);
		}

		const gone = `${stage.sandbox.url}/gone.jpg`;
		const one = await receive(stage, { ...message, params: { Media1: gone } });
		assert.deepEqual(one.sent, thanks('your file'));
		const missing = one.execution.output('Not Downloaded').map(({ result }) => String(result));
		assert.equal(missing.length, 1);
		assert.match(missing[0] ?? '', new RegExp(`^A file from \\+${PHONE} is missing: .*404.* It is at ${gone}$`));

		const stop = await receive(stage, { ...message, text: 'STOP' });
		assert.deepEqual(stop.sent, []);
		assert.equal(stop.execution.output('Save File').length, 2);

		assert.equal(await executionsOfSms(stage), 0);
	});
}

/** @returns how many executions a message without a file starts: it must be left to other workflows */
async function executionsOfSms(stage: Stage): Promise<number> {
	const count = async () => (await stage.client.executions(stage.workflow.id)).count;
	const before = await count();
	const uuid = stage.sandbox.receive({ from: PHONE, to: NUMBER, text: 'No picture' });
	await until('Plivo has its answer', () => stage.sandbox.callbacks.some((one) => one.messageUuid === uuid && one.status === 200));
	// Waits a moment, in case there is one that shouldn't exist.
	await delay(500);
	return (await count()) - before;
}
