import type { IWebhookFunctions } from 'n8n-workflow';

/** Identifies the trigger in this process: active, or in a test. */
export function nodeKeyOf(context: IWebhookFunctions): string {
	return `${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;
}
