import { firstExample } from './examples.mts';
import type { Playground } from './playground.mts';
import { usesSandboxOnly } from './provision.mts';
import type { Execution, Workflow, WorkflowNode } from './rest.mts';

export interface ExampleRun {
	name: string;
	execution: Execution;
	/** The JSON of the last node's item: the message detail record. */
	record: Record<string, unknown> | undefined;
}

/** @returns undefined if the workflow isn't started by its button */
export function manualTriggerOf({ nodes }: Omit<Workflow, 'id'>): WorkflowNode | undefined {
	return nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
}

/**
 * Runs an example as if its button had been pressed.
 *
 * @param file its name in examples/
 * @returns the result; undefined if the example isn't there, or was changed so that it can't be run without asking
 */
export async function runExample(
	{ client, plivo, examples }: Pick<Playground, 'client' | 'plivo' | 'examples'>,
	file = firstExample,
): Promise<ExampleRun | undefined> {
	const workflow = examples.get(file);
	const trigger = workflow && manualTriggerOf(workflow);
	if (!workflow || !trigger || plivo.real || !(await usesSandboxOnly(client, workflow))) return undefined;
	const execution = await client.run(workflow, trigger.name);
	return { name: workflow.name, execution, record: execution.output(execution.lastNode)[0] };
}
