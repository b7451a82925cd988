import type { PlivoRequestError } from './plivoRequestError';

/** What happened and what to do about it, each in full sentences, but without a period at the end of the first. */
export function describeRequestError(failure: PlivoRequestError): { message: string; remedy: string } {
	switch (failure.kind) {
		case 'rateLimited':
			return {
				message: isBare(failure) ? 'Plivo got too many requests' : failure.text,
				remedy:
					'Plivo rejected the request and its retries because there were too many in a short time (HTTP 429). It allows 300 requests in 5 seconds, and listing messages 20 times a minute. Wait a minute, then run it again.',
			};
		case 'refused':
			return describeRefusal(failure);
		case 'serverError':
			return {
				message: isBare(failure) ? `Plivo failed to answer (${failure.text})` : failure.text,
				remedy: `Plivo had an internal error (HTTP ${failure.status}). If it keeps happening, check status.plivo.com.`,
			};
		case 'unreadable':
			return {
				message:
					failure.status === undefined
						? "The response didn't come from Plivo (it has no message_uuid)"
						: `The response didn't come from Plivo (HTTP ${failure.status}, no JSON)`,
				remedy: 'Something between n8n and Plivo answered instead. Check the Base URL of the credential, and the proxy.',
			};
		case 'unexpected':
			return {
				message: `Plivo sent an unexpected response: ${failure.text}`,
				remedy:
					"Run it again. If that doesn't help, check the Base URL of the credential, and whether a proxy answers instead of Plivo.",
			};
		case 'redirected':
			return {
				message: `The response was a redirect (HTTP ${failure.status})`,
				remedy: "Plivo doesn't redirect, so the redirect isn't followed. Set the Base URL of the credential to https://api.plivo.com.",
			};
		case 'unreachable':
			return {
				message: `No connection to Plivo (${failure.text})`,
				remedy:
					'Nothing was sent. Check the Base URL of the credential, and whether this n8n can reach the internet. If it needs a proxy, check HTTPS_PROXY too.',
			};
		case 'insecure':
			return {
				message: `No secure connection to Plivo (${failure.text})`,
				remedy:
					"Nothing was sent, because n8n doesn't trust the server's certificate. Set the Base URL of the credential to https://api.plivo.com. If a proxy decrypts your connections, make n8n trust its certificate (NODE_EXTRA_CA_CERTS).",
			};
		case 'handshakeFailed':
			return {
				message: `No secure connection to Plivo (${failure.text})`,
				remedy:
					"Nothing was sent, because n8n and the server, or a proxy in between, can't agree on how to encrypt the connection. Set the Base URL of the credential to https://api.plivo.com. If it already is, ask whoever runs your network.",
			};
		case 'notHttps':
			return {
				message: `Whatever answers at the Base URL doesn't speak HTTPS (${failure.text})`,
				remedy:
					'Nothing was sent. The scheme or the port is wrong: set the Base URL of the credential to https://api.plivo.com. If n8n uses a proxy, check HTTPS_PROXY too: in most cases its address begins with http://.',
			};
		case 'proxyLogin':
			return {
				message: `The proxy between n8n and Plivo requires a user name and password (${failure.text})`,
				remedy:
					'Nothing was sent. Add both to the address of the proxy where n8n is started, for example HTTPS_PROXY=http://user:password@proxy.example.com:3128, and restart n8n.',
			};
		case 'proxyForbids':
			return {
				message: `The proxy between n8n and Plivo doesn't allow this connection (${failure.text})`,
				remedy:
					'Nothing was sent. Ask whoever runs the proxy to allow api.plivo.com, port 443. If n8n can reach Plivo without it, add api.plivo.com to NO_PROXY where n8n is started.',
			};
		case 'proxyUnavailable':
			return {
				message: `The proxy between n8n and Plivo can't reach Plivo (${failure.text})`,
				remedy: 'Nothing was sent. Check the Base URL of the credential, and whether the proxy works (HTTPS_PROXY). Then run it again.',
			};
		case 'blocked':
			return {
				message: 'n8n blocked the request to Plivo',
				remedy:
					'Its SSRF protection is on, and the Base URL of the credential leads to a restricted address, so nothing was sent. Check the Base URL, or allow the host with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
			};
		case 'connectionLost':
			return {
				message: `The connection to Plivo was lost before it answered (${failure.text})`,
				remedy: 'The network connection between n8n and Plivo broke.',
			};
		case 'wrongUrl':
			return {
				message: isBare(failure) ? "Plivo's API isn't at the Base URL" : failure.text,
				remedy:
					'Nothing was found at this address (HTTP 404). Set the Base URL of the credential to https://api.plivo.com, with nothing after it. If you use your own reverse proxy, check its path. If the Base URL is right, check what the request names, such as a Powerpack.',
			};
		case 'timedOut':
			if (failure.outcome === 'notSent') {
				return {
					message: 'No connection to Plivo in time',
					remedy:
						'Nothing was sent. Check the Base URL of the credential, and whether a firewall keeps this n8n from reaching it. If n8n needs a proxy, check HTTPS_PROXY too.',
				};
			}
			return {
				message: "Plivo didn't answer in time",
				remedy: 'It had 30 seconds, or two minutes for an upload. Plivo or the network is slow.',
			};
		case 'cancelled':
			return { message: 'The execution was canceled', remedy: 'The request was abandoned.' };
	}
}

/** Whether Plivo gave no text of its own. */
function isBare({ text }: PlivoRequestError): boolean {
	return text.startsWith('HTTP ');
}

function describeRefusal(failure: PlivoRequestError): { message: string; remedy: string } {
	const { status, text } = failure;
	const bare = isBare(failure);
	if (status === 401) {
		return {
			message: bare ? "Plivo doesn't accept this Auth ID and Auth Token" : text,
			remedy:
				"Plivo doesn't recognize this Auth ID with this Auth Token (HTTP 401). Open the credential and copy both again from the overview page of the Plivo console.",
		};
	}
	if (/insufficient.*(fund|credit|balance)/i.test(text)) {
		return {
			message: text,
			remedy: 'Add credit in the Plivo console. After it runs out, Plivo declines messages for two more minutes.',
		};
	}
	if (status === 403) {
		return { message: bare ? "Plivo doesn't allow this" : text, remedy: remedyOf403(text) };
	}
	if (status === 404) {
		return {
			message: bare ? 'Plivo found nothing under this ID' : text,
			remedy:
				'Plivo has nothing under this ID in the account of the credential (HTTP 404). Check the ID. Message records are kept for 90 days.',
		};
	}
	if (bare) {
		return {
			message: `Plivo declined the request (${text})`,
			remedy: 'It gave no reason. Check the values of the fields, and run it again.',
		};
	}
	if (/phone number|\bdst\b/i.test(text)) {
		return {
			message: text,
			remedy: `Plivo declined the request (HTTP ${status}). Check the number it names. It needs its country code, for example +1 415 555 0123 for a US number.`,
		};
	}
	return { message: text, remedy: `Plivo declined the request (HTTP ${status}). Correct the value it names, and run it again.` };
}

/**
 * What to do after a 403, for which Plivo's API overview names several causes. In some cases, the response text shows
 * which one. The words searched for are the ones that Plivo's command line tool uses, and those of its pages on trials
 * and verification.
 */
function remedyOf403(text: string): string {
	if (/geo.?permission|\b(country|region)\b/i.test(text)) {
		return 'Sending to this country is turned off for your account (HTTP 403). Turn it on in the Plivo console, under Messaging > Geo Permissions.';
	}
	if (/\btrial\b|\b(number|destination|dst)\b.*\b(un)?verified\b|\bverified (number|destination)/i.test(text)) {
		return 'A trial account can only send to verified numbers (HTTP 403). Verify the number in the Plivo console, or upgrade your account.';
	}
	if (/verif|\bkyc\b|compliance/i.test(text)) {
		return "Your Plivo account isn't verified yet (HTTP 403). Open the Plivo console and finish the verification.";
	}
	if (/feature|not (enabled|activated|available)|disabled/i.test(text)) {
		return 'This feature is turned off for your Plivo account (HTTP 403). Turn it on in the Plivo console, or ask Plivo support.';
	}
	return "Your Plivo account isn't allowed to do this (HTTP 403). In the Plivo console, check that the recipient's country is turned on under Messaging > Geo Permissions, that your account is verified, and that it has the feature, such as MMS or WhatsApp. A trial account can only send to verified numbers. If all of that is right, ask Plivo support.";
}
