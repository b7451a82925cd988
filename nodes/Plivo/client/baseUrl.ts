import { NodeOperationError, type INode } from 'n8n-workflow';

import { parseUrl } from '../fields/parseUrl';

const PLIVO_HOST = 'api.plivo.com';

/** Why a Base URL can't be used, and what to do about it. */
interface Unusable {
	message: string;
	remedy: string;
}

/**
 * Checks the Base URL of the credential. A path is allowed only for hosts other than Plivo's, because a reverse proxy may
 * need one.
 *
 * @returns the normalized address, without a slash at the end. It is built from the parsed parts, so it never contains a
 * user name or password, a query or a fragment, and the same server always has the same spelling
 */
export function parseBaseUrl(value: unknown): { baseUrl: string } | { unusable: Unusable } {
	const text = String(value ?? '').trim();
	if (text === '') {
		return unusable(
			'The Base URL of the credential is empty',
			'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.',
		);
	}
	if (!/^https?:/i.test(text)) {
		return unusable(
			"The Base URL of the credential doesn't begin with https://",
			'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.',
		);
	}
	const url = parseUrl(text);
	// The parser drops tabs and line breaks, and treats a backslash as a slash, so the address called would differ from
	// what people read.
	if (!/^https?:\/\/[^/]/i.test(text) || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || url === undefined) {
		return unusable(
			"The Base URL of the credential isn't a web address",
			'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.',
		);
	}
	// Also matches "https://@host", whose user name is empty.
	if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(text)) {
		return unusable(
			'The Base URL of the credential contains a user name or password',
			'Open the Plivo Messaging API credential, set Base URL to https://api.plivo.com, and enter Auth ID and Auth Token in their own fields.',
		);
	}
	if (/[?#]/.test(text)) {
		return unusable(
			'The Base URL of the credential has a ? or # in it',
			'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com, with nothing after it.',
		);
	}
	// A host name with a trailing dot is the same host.
	url.hostname = url.hostname.replace(/\.+$/, '');
	// The Auth Token would go over the network in plain text.
	if (url.hostname === PLIVO_HOST && url.protocol === 'http:') {
		return unusable(
			'The Base URL of the credential begins with http:// instead of https://',
			'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.',
		);
	}
	const path = url.pathname.replace(/\/+$/, '');
	if (url.hostname === PLIVO_HOST && path !== '') {
		return unusable(
			'The Base URL of the credential has a path after api.plivo.com',
			'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com, with nothing after it.',
		);
	}
	return { baseUrl: url.origin + path };
}

/**
 * Reads the Base URL of the credential: see {@link parseBaseUrl}.
 *
 * @throws NodeOperationError if it can't be used
 */
export function readBaseUrl(node: INode, value: unknown): string {
	const parsed = parseBaseUrl(value);
	if ('baseUrl' in parsed) return parsed.baseUrl;
	throw new NodeOperationError(node, parsed.unusable.message, { description: parsed.unusable.remedy });
}

function unusable(message: string, remedy: string): { unusable: Unusable } {
	return { unusable: { message, remedy } };
}
