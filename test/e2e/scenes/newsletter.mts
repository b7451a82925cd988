import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import type { Stage } from './stage.mts';

/** newsletter-broadcast.json: one request for everyone, except people who opted out, and a list of those who got nothing. */
export async function newsletter(stage: Stage): Promise<void> {
	const before = stage.sandbox.accepted.length;
	const { execution } = await stage.run();
	const [request, ...more] = stage.sandbox.accepted.slice(before);
	assert.deepEqual(more, []);
	assert.deepEqual(request?.body, {
		type: 'sms',
		src: NUMBER,
		// Ann, Bob, Dan and Finn; not Cleo and Gil, who have opted out, nor Eve, whose number has no country code.
		dst: `${PHONE}<14155550124<12401234567<14155550126`,
		text: 'Our shop is open this Sunday from 10 to 16. Reply STOP to opt out.',
	});
	assert.equal(request?.message_uuid.length, 3);
	const [{ rows = [] } = {}] = execution.output('Numbers to Correct') as Array<{ rows?: Array<Record<string, string>> }>;
	assert.deepEqual(rows.map(({ name, phone }) => [name, phone]), [['Dan', '+1 240 123 4567'], ['Eve', '020 7946 0123']]);
	assert.equal(rows[0]?.why, 'Plivo says that this is not a valid phone number.');
	assert.match(rows[1]?.why ?? '', /begins with 0 and so has no country code/);
}
