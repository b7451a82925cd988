import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Has n8n send a document of XML as its response. */
export function respond(context: IWebhookFunctions, document: string): IWebhookResponseData {
	setType(context);
	return { webhookResponse: document };
}

/** Responds itself, with text, and starts nothing. */
export function refuse(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	send(context, status, text, 'text/plain');
	return { noWebhookResponse: true };
}

/** Responds itself, unless it has done so. */
export function send(context: IWebhookFunctions, status: number, body: string, type = 'text/xml'): void {
	const response = context.getResponseObject();
	if (response.headersSent) return;
	response.status(status).type(type).send(body);
}

/** Plivo reads the response as XML; without this, n8n would send it as a web page. */
export function setType(context: IWebhookFunctions): void {
	context.getResponseObject().type('text/xml');
}
