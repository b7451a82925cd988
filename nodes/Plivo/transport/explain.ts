import type { PlivoFault } from './fault';

/** What happened and what to do about it, each in whole sentences but for the full stop of the first. */
export function explainFault(fault: PlivoFault): { message: string; remedy: string } {
	switch (fault.kind) {
		case 'rateLimited':
			return {
				message: isBare(fault) ? 'Plivo got too many requests' : fault.text,
				remedy:
					'Plivo turned the request away because too many came in a short time (HTTP 429), also when tried again. It allows 300 requests in 5 seconds, and lists of messages 20 times a minute. Wait a minute, then run it again.',
			};
		case 'refused':
			return explainRefusal(fault);
		case 'serverFault':
			return {
				message: isBare(fault) ? `Plivo failed to answer (${fault.text})` : fault.text,
				remedy: `Plivo had an internal fault (HTTP ${fault.status}). If it goes on, look at status.plivo.com.`,
			};
		case 'unreadable':
			return {
				message:
					fault.status === undefined
						? "The answer was not Plivo's (it has no message_uuid)"
						: `The answer was not Plivo's (HTTP ${fault.status}, no JSON)`,
				remedy: 'Something between n8n and Plivo answered in its place. Check the Base URL of the credential, and the proxy.',
			};
		case 'unexpected':
			return {
				message: `Plivo sent an unexpected answer: ${fault.text}`,
				remedy:
					'Run it again. If that does not help, check the Base URL of the credential, and whether a proxy answers in place of Plivo.',
			};
		case 'redirected':
			return {
				message: `The answer was a redirect (HTTP ${fault.status})`,
				remedy: 'Plivo does not redirect, so it is not followed. Set the Base URL of the credential to https://api.plivo.com.',
			};
		case 'unreachable':
			return {
				message: `No connection to Plivo (${fault.text})`,
				remedy: 'The request never left. Check the Base URL of the credential, and whether this n8n may reach the internet.',
			};
		case 'insecure':
			return {
				message: `No secure connection to Plivo (${fault.text})`,
				remedy: 'The certificate of the server was not accepted, so nothing was sent. Check the Base URL and the proxy.',
			};
		case 'blocked':
			return {
				message: 'n8n did not let the request to Plivo out',
				remedy:
					'Its protection against SSRF is on, and the Base URL of the credential leads to a restricted address, so nothing was sent. Check the Base URL, or have the host allowed with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
			};
		case 'connectionLost':
			return {
				message: `The connection to Plivo was lost before it answered (${fault.text})`,
				remedy: 'The network between n8n and Plivo broke off.',
			};
		case 'timedOut':
			return {
				message: 'Plivo did not answer in time',
				remedy: 'It had 30 seconds, or two minutes for an upload. Plivo or the network is slow.',
			};
		case 'cancelled':
			return { message: 'The execution was cancelled', remedy: 'The request was given up.' };
	}
}

/** Whether Plivo gave no words of its own. */
function isBare({ text }: PlivoFault): boolean {
	return text.startsWith('HTTP ');
}

function explainRefusal(fault: PlivoFault): { message: string; remedy: string } {
	const { status, text } = fault;
	const bare = isBare(fault);
	if (status === 401) {
		return {
			message: bare ? 'Plivo does not accept this Auth ID and Auth Token' : text,
			remedy:
				'Plivo does not know this Auth ID with this Auth Token (HTTP 401). Open the credential and copy both again from the overview page of the Plivo console.',
		};
	}
	if (/insufficient.*(fund|credit|balance)/i.test(text)) {
		return {
			message: text,
			remedy: 'Add credit in the Plivo console. Plivo declines messages for two more minutes after it ran out.',
		};
	}
	if (status === 403) {
		return {
			message: bare ? 'Plivo does not allow this' : text,
			remedy:
				'Plivo does not allow this for your account (HTTP 403). Most often the country is switched off: see Messaging > Geo Permissions in the Plivo console. A trial account can only send to verified numbers.',
		};
	}
	if (status === 404) {
		return {
			message: bare ? 'Plivo found nothing under this ID' : text,
			remedy:
				'Plivo has nothing under this ID in the account of the credential (HTTP 404). Check the ID; records of messages are kept for 90 days.',
		};
	}
	if (bare) {
		return {
			message: `Plivo declined the request (${text})`,
			remedy: 'It gave no reason. Go through the values of the fields, and run it again.',
		};
	}
	if (/phone number|\bdst\b/i.test(text)) {
		return {
			message: text,
			remedy: `Plivo declined the request (HTTP ${status}). Check the number it names: it needs its country code, for example +1 415 555 0123 for one in the US.`,
		};
	}
	return { message: text, remedy: `Plivo declined the request (HTTP ${status}). Correct the value it names and run it again.` };
}
