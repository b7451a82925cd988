import { NodeOperationError, type INode } from 'n8n-workflow';

import { parseUrl } from './parseUrl';

const PLIVO_HOST = 'api.plivo.com';

/**
 * Reads the Base URL of the credential. A path is taken for hosts other than Plivo's, where a reverse proxy may want one.
 *
 * @returns it without a slash at the end
 * @throws NodeOperationError where no request below it can reach Plivo
 */
export function readBaseUrl(node: INode, value: unknown): string {
	const baseUrl = String(value ?? '').trim().replace(/\/+$/, '');
	const url = parseUrl(baseUrl);
	if (!/^https?:\/\/[^\s/]/i.test(baseUrl) || url === undefined) {
		throw new NodeOperationError(node, 'The Base URL of the credential is not a web address', {
			description: 'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.',
		});
	}
	if (url.username !== '' || url.password !== '') {
		throw new NodeOperationError(node, 'The Base URL of the credential holds a user name or password', {
			description:
				'Open the Plivo Messaging API credential, set Base URL to https://api.plivo.com, and enter Auth ID and Auth Token in their own fields.',
		});
	}
	if (/[?#]/.test(baseUrl)) {
		throw new NodeOperationError(node, 'The Base URL of the credential has a ? or # in it', {
			description: 'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com, with nothing after it.',
		});
	}
	if (url.hostname.replace(/\.$/, '') === PLIVO_HOST && url.pathname !== '/') {
		throw new NodeOperationError(node, 'The Base URL of the credential has a path after api.plivo.com', {
			description: 'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com, with nothing after it.',
		});
	}
	return baseUrl;
}
