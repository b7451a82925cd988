import assert from 'node:assert/strict';
import type { Stage } from './stage.mts';

/** check-before-sending.json: it shows the cost of a mailing and the wrong rows, and sends nothing. */
export async function checkBeforeSending(stage: Stage): Promise<void> {
	const { execution, sent } = await stage.run();
	assert.deepEqual(sent, []);
	assert.deepEqual(execution.output('What It Costs'), [{ sum_messages: 4, sum_units: 6 }]);
	const [{ rows = [] } = {}] = execution.output('Rows to Correct');
	assert.ok(Array.isArray(rows));
	assert.deepEqual(rows.map(({ name, phone }: Record<string, unknown>) => [name, phone]), [['Dan', '415 555 01'], ['Eve', '']]);
	for (const { why } of rows) assert.match(why, /^'To' /);

	const off = await stage.copy({ 'Check Without Sending': { options: {} } });
	assert.equal((await off.run()).sent.length, 3);
}
