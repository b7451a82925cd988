import type { IWebhookDescription } from 'n8n-workflow';

const resumes = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
	ndvHideUrl: true,
} as const;

/** The address that resumes a waiting execution: GET shows the question, POST answers it or reports a status. */
export const waitingWebhooks: IWebhookDescription[] = [
	{ ...resumes, httpMethod: 'GET' },
	{ ...resumes, httpMethod: 'POST' },
];
