import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows a sentence above the output of a step that succeeded. */
export function warnInOutputPanel(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}
