import { describeRefusal, isBare, withPlivosWords, type Description } from './describeRefusal';
import type { PlivoRequestError } from './plivoRequestError';

/** What happened and what to do about it. */
export function describeRequestError(failure: PlivoRequestError): Description {
	switch (failure.kind) {
		case 'rateLimited':
			return withPlivosWords(failure, {
				message: 'Plivo got too many requests',
				remedy:
					'Plivo rejected the request and its retries because there were too many in a short time. It allows 300 requests in 5 seconds, and listing messages 20 times a minute. Wait a minute, then run it again.',
			});
		case 'refused':
			return describeRefusal(failure);
		case 'serverError':
			return withPlivosWords(failure, {
				message: `Plivo had an internal error (HTTP ${failure.status})`,
				remedy: 'If it keeps happening, check status.plivo.com.',
			});
		case 'unreadable':
			return {
				message:
					failure.status === undefined
						? "The response didn't come from Plivo"
						: `The response didn't come from Plivo (HTTP ${failure.status})`,
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
				message: 'Nothing was found at the Base URL of the credential',
				remedy: `${isBare(failure) ? '' : `The answer was: "${failure.text}". `}Set the Base URL of the credential to https://api.plivo.com, with nothing after it. If you use your own reverse proxy, check its path. If the Base URL is right, check what the message names, such as a Powerpack.`,
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
