import assert from 'node:assert/strict';
import { until } from '../../../playground/until.mts';
import { postAnswer } from '../checks/waitWorkflow.mts';
import type { Sent, Stage } from './stage.mts';

/** An option Limit Wait Time of three seconds; n8n checks for finished waits once a minute. */
export const shortLimit = { limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } } };

const LINK = /https?:\/\/\S+\/webhook-waiting\/\S+$/;

/** Waits for all of them, even if one fails, so that none sends during the next scene. @throws the error of the first that failed */
export async function allOf<T>(branches: Array<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(branches);
	return await Promise.all(branches);
}

/** @returns the message of a question without the link at its end */
export function question({ text = '' }: Sent): string {
	assert.match(text, LINK);
	return text.replace(LINK, '').trim();
}

/**
 * Answers a question on the page of its link, once the execution waits for the answer.
 *
 * @param form see postAnswer
 */
export async function answer({ client }: Stage, execution: string, { text = '' }: Sent, form: Record<string, string>): Promise<void> {
	await until('it waits', async () => (await client.execution(execution)).status === 'waiting');
	const [link] = LINK.exec(text) ?? [];
	assert.ok(link, 'the message has no link');
	const response = await postAnswer(link, form);
	assert.ok(response.ok, `the page answers with ${response.status}`);
	await response.arrayBuffer();
}
