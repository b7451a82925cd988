import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';
import type { EditorClient, Workflow } from '../../playground/rest.mts';
import { stopSignal } from '../../scripts/stop.mjs';

const longestRunMs = 900_000;
const askEveryMs = 500;

/** What is read of an execution that has ended. */
export interface EndedExecution {
	status: string;
	error: string | undefined;
	/** By node name. */
	runData: Record<string, Array<{ executionTime: number; data?: { main?: Array<unknown[] | null> } }>>;
}

interface SavedData {
	resultData: { error?: { message?: string; description?: string }; runData: EndedExecution['runData'] };
}

/**
 * Presses Execute Workflow, and waits for the end however busy n8n is meanwhile: while a node works through thousands of
 * items at a stretch, n8n answers late, and drops connections. What has not ended in time is stopped.
 *
 * @param trigger the node to start from
 */
export async function runToEnd(client: EditorClient, workflow: Workflow, trigger: string): Promise<EndedExecution> {
	const { executionId } = await client.request<{ executionId: string }>('POST', `/rest/workflows/${workflow.id}/run`, {
		triggerToStartFrom: { name: trigger },
	});
	const deadline = Date.now() + longestRunMs;
	while (Date.now() < deadline) {
		await delay(askEveryMs, undefined, { signal: stopSignal });
		const found = await executionIfAnswered(client, executionId);
		if (found === undefined || ['new', 'running', 'waiting'].includes(found.status)) continue;
		const { error, runData } = (parse(found.data) as SavedData).resultData;
		return { status: found.status, error: [error?.message, error?.description].filter(Boolean).join(': ') || undefined, runData };
	}
	await client.request('POST', `/rest/executions/${executionId}/stop`);
	throw new Error(`the execution has not ended after ${longestRunMs / 1_000} seconds`);
}

async function executionIfAnswered(client: EditorClient, id: string): Promise<{ status: string; data: string } | undefined> {
	try {
		return await client.request<{ status: string; data: string }>('GET', `/rest/executions/${id}`);
	} catch (error) {
		// No answer, or none in time; a refusal of n8n's is an error of another kind.
		if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return undefined;
		throw error;
	}
}
