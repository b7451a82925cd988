import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { triggerName, type TriggerWorkflow } from './triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';

/**
 * Fails unless listening for a test event, in an active workflow, borrows the number for one message and returns it to the
 * workflow.
 *
 * @param executions how many the workflow has
 * @returns how many it has afterward
 */
export async function expectBorrowing(trigger: TriggerWorkflow, executions: number): Promise<number> {
	const { sandbox, client, workflow } = trigger;
	const active = sandbox.snapshot();
	const receive = (text: string) => sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
	await client.listen(workflow.id, triggerName);
	assert.match(trigger.messageUrl(), /\/webhook-test\//);
	receive('For the test');
	assert.equal((await trigger.newestItem(executions + 1)).text, 'For the test');
	await until('all is as before', () => isDeepStrictEqual(sandbox.snapshot(), active));
	receive('For the active workflow');
	assert.equal((await trigger.newestItem(executions + 2)).text, 'For the active workflow');
	return executions + 2;
}

/** Fails unless canceled listening returns everything to the active workflow too. */
export async function expectBorrowingCalledOff({ sandbox, client, workflow }: TriggerWorkflow): Promise<void> {
	const active = sandbox.snapshot();
	await client.listen(workflow.id, triggerName);
	assert.notDeepEqual(sandbox.snapshot(), active);
	await client.stopListening(workflow.id);
	await until('all is as before', () => isDeepStrictEqual(sandbox.snapshot(), active));
}
