import type { PlivoRequestError, RecordKind } from './plivoRequestError';
import { inPanelWords } from './plivoWords';

/** What happened and what to do about it, each in full sentences, but without a period at the end of the first. */
export interface Description {
	message: string;
	remedy: string;
}

/** Whether Plivo gave no text of its own. */
export function isBare({ text }: PlivoRequestError): boolean {
	return text.startsWith('HTTP ');
}

/** Adds Plivo's own words to a description in ours, for whoever knows them or asks Plivo's support. */
export function withPlivosWords(failure: PlivoRequestError, { message, remedy }: Description): Description {
	const said = failure.text.replace(/\.$/, '');
	return isBare(failure) || said === message ? { message, remedy } : { message, remedy: `${remedy} Plivo says: "${failure.text}"` };
}

/** For a request that Plivo read and rejected. */
export function describeRefusal(failure: PlivoRequestError): Description {
	return withPlivosWords(failure, described(failure));
}

/** What was looked up and isn't there, by the kind of record. */
const NOT_THERE: Record<RecordKind, Description> = {
	message: {
		message: 'Plivo has no message with this UUID',
		remedy: 'Check the Message UUID. Plivo only finds messages of the account of the credential, and keeps their records for 90 days.',
	},
	media: {
		message: 'Plivo has no file with this ID',
		remedy: 'Check the Media ID. Plivo only finds files of the account of the credential, and deletes an uploaded file after six hours unless a message was sent with it.',
	},
	businessAccount: {
		message: 'Plivo has no WhatsApp Business Account with this ID',
		remedy: 'Check the ID of the WhatsApp Business Account: the Plivo console shows it under WhatsApp. It must belong to the account of the credential.',
	},
	template: {
		message: 'Plivo has no such template in this WhatsApp Business Account',
		remedy: 'Pick the template from the list again, because it may have been deleted. If the list is empty, check the ID of the WhatsApp Business Account: the Plivo console shows it under WhatsApp.',
	},
	number: {
		message: "This number isn't one of the account of the credential",
		remedy: 'Pick the number from the list again, or choose a credential of the account that rents it.',
	},
	other: {
		message: 'Plivo found nothing under this ID',
		remedy: 'Check the ID, and whether it belongs to the account of the credential.',
	},
};

function described(failure: PlivoRequestError): Description {
	const { status, text, record } = failure;
	if (status === 401) {
		return {
			message: "Plivo doesn't accept this Auth ID and Auth Token",
			remedy: 'Open the credential and copy both again from the overview page of the Plivo console.',
		};
	}
	if (/insufficient.*(fund|credit|balance)/i.test(text)) {
		return {
			message: "Your Plivo account doesn't have enough credit",
			remedy: 'Add credit in the Plivo console. After it runs out, Plivo declines messages for two more minutes.',
		};
	}
	if (status === 403) return described403(failure);
	if (status === 404) return NOT_THERE[record ?? 'other'];
	if (isBare(failure)) {
		return {
			message: `Plivo declined the request (${text})`,
			remedy: 'It gave no reason. Check the values of the fields, and run it again.',
		};
	}
	const message = inPanelWords(text);
	return { message, remedy: remedyFor(message) };
}

function remedyFor(message: string): string {
	if (/^'From' is \S+, which can't send/.test(message)) {
		return 'Pick another number. The Plivo console shows under Phone Numbers what each of your numbers can send. WhatsApp messages only come from the number of your WhatsApp Business Account.';
	}
	if (/^'From' .*\baccount\b/.test(message)) {
		return "Pick one of your numbers from the list. If it isn't there, choose a credential of the account that rents it.";
	}
	if (/phone number|'To'/i.test(message)) {
		return 'Check the number. It needs its country code, for example +1 415 555 0123 for a US number.';
	}
	return 'Correct the value that the message names, and run it again.';
}

/**
 * For a 403, for which Plivo's API overview names several causes. In some cases, the response text shows which one. The
 * words searched for are the ones that Plivo's command line tool uses, and those of its pages on trials and verification.
 */
function described403(failure: PlivoRequestError): Description {
	const { text } = failure;
	if (/geo.?permission|\b(country|region)\b/i.test(text)) {
		return {
			message: 'Sending to this country is turned off for your Plivo account',
			remedy: 'Turn it on in the Plivo console, under Messaging > Geo Permissions.',
		};
	}
	if (/\btrial\b|\b(number|destination|dst)\b.*\b(un)?verified\b|\bverified (number|destination)/i.test(text)) {
		return {
			message: 'A trial account can only send to verified numbers',
			remedy: 'Verify the number in the Plivo console, or upgrade your account.',
		};
	}
	if (/verif|\bkyc\b|compliance/i.test(text)) {
		return { message: "Your Plivo account isn't verified yet", remedy: 'Open the Plivo console and finish the verification.' };
	}
	if (/feature|not (enabled|activated|available)|disabled/i.test(text)) {
		return {
			message: 'This feature is turned off for your Plivo account',
			remedy: 'Turn it on in the Plivo console, or ask Plivo support.',
		};
	}
	return {
		message: "Plivo doesn't allow this",
		remedy:
			"In the Plivo console, check that the recipient's country is turned on under Messaging > Geo Permissions, that your account is verified, and that it has the feature, such as MMS or WhatsApp. A trial account can only send to verified numbers. If all of that is right, ask Plivo support.",
	};
}
