export interface MessageErrorText {
	/** What happened, as a full sentence. */
	meaning: string;
	/** What to do about it, in full sentences. */
	remedy: string;
}

/**
 * Why Plivo did not deliver a message, in plain words.
 *
 * @param code `error_code` of a record or `ErrorCode` of a callback
 * @returns undefined for an unknown code
 */
export function describeMessageError(code: string | number | null | undefined): MessageErrorText | undefined {
	const text = String(code ?? '').trim();
	return /^\d+$/.test(text) ? ERRORS.get(Number(text)) : undefined;
}

/** Based on Plivo's own wording: its page of error codes, its messages API, its help pages. */
const OFFICIAL: Array<[code: number, meaning: string, remedy: string]> = [
	[0, 'The message was delivered without an error.', 'There is nothing to do.'],
	[
		10,
		'The message is invalid.',
		"Check the text, the recipient, and the sender for characters that don't belong there, then send it again.",
	],
	[20, 'A network on the way failed. This resolves on its own.', 'Send the message again in a few minutes.'],
	[
		30,
		'The message was flagged as spam.',
		'Avoid shortened links, capital letters, and advertising phrases, and check that your numbers are registered for this use (in the US, with a 10DLC campaign).',
	],
	[
		40,
		'The sender is invalid.',
		"Send from a number that your Plivo account rents and that can send this kind of message to the recipient's country.",
	],
	[
		50,
		"The recipient's number is invalid.",
		'Check the number and its country code. It may not exist, or it may be a landline.',
	],
	[
		60,
		'Messages were going back and forth between two numbers, so Plivo stopped them.',
		'Check whether both numbers answer each other automatically, and stop one of them.',
	],
	[
		70,
		'The recipient is permanently unreachable.',
		"The number is no longer in use or doesn't accept messages. Remove it from your list.",
	],
	[
		80,
		"The recipient can't be reached right now.",
		'The phone may be off or out of range. Send the message again later.',
	],
	[
		90,
		"Plivo found no route to the recipient's network.",
		"Try another of your numbers as the sender. If that doesn't help, ask Plivo support whether this network can be reached.",
	],
	[
		100,
		"The recipient's network doesn't allow this message.",
		"Check that your number is registered for this use (10DLC, toll-free verification, sender ID), and what the recipient's country allows.",
	],
	[110, 'The message is too long.', 'Shorten it, or send it in parts.'],
	[120, 'The files of the MMS are larger than 5 MB in total.', 'Send fewer or smaller files.'],
	[
		160,
		'The DLT details that messages to India need are wrong.',
		'Check the three fields that begin with "To India" (DLT Entity ID, DLT Template ID and DLT Template Category) against the DLT portal, and check that the text matches the template.',
	],
	[
		200,
		'The recipient has opted out of messages from your number, for example by answering STOP.',
		'Remove the number from your list. Messages go through again once its owner sends START to your number.',
	],
	[
		201,
		'Messages from this US toll-free number to Canada are blocked.',
		'Send from another number, for example a Canadian one.',
	],
	[
		420,
		'The message waited in the queue until it expired.',
		'Send it again. If this happens often, send more slowly or set a longer Message Expiry.',
	],
	[
		450,
		"Your Plivo account isn't allowed to send to the recipient's country.",
		'Allow the country in the Plivo console, under Messaging > Geo Permissions.',
	],
	[900, "Your Plivo account doesn't have enough credit.", 'Add credit in the Plivo console, then send the message again.'],
	[
		1000,
		"The message failed, and Plivo doesn't know why.",
		'Send it again. If this happens often, ask Plivo support, and give the message UUID.',
	],
];

/** Not found on a page of Plivo's, only in copies of its tables made by others. */
const FROM_COPIES: Array<[code: number, meaning: string, remedy: string]> = [
	[
		130,
		"The format of a file isn't supported.",
		'Send the file in a common format, such as JPEG, PNG or GIF for pictures.',
	],
	[
		140,
		"A file of the message couldn't be processed.",
		"Check that its address opens without a login, and that the file isn't damaged, then send it again.",
	],
	[300, "The message couldn't be passed on.", 'Send it again in a few minutes.'],
	[
		310,
		"The sender isn't registered for WhatsApp.",
		'Send from a number that is connected to your WhatsApp Business Account in the Plivo console.',
	],
	[
		330,
		"WhatsApp doesn't support this kind of message.",
		'Send another kind, for example text, a file, or a template.',
	],
	[
		350,
		"The parameters don't match the template, or a text is too long.",
		'Enter a value for every variable of the template, in the same order, and check how long each text can be.',
	],
	[
		360,
		'Your WhatsApp account is locked.',
		'Open WhatsApp Manager, where Meta says why and how to unlock it, or ask Plivo support.',
	],
	[
		370,
		'More messages were sent than WhatsApp allows in this time.',
		'Send more slowly, and send this message again later.',
	],
	[
		910,
		'Your Plivo account is disabled.',
		'Open the Plivo console, where there may be a reason, or ask Plivo support.',
	],
];

/**
 * Plivo's pages contradict each other here. In its send reference, 340 is a message without an open conversation. In its
 * newer table, that is 380, and 340 is a template that can't be used. So the text for 340 starts with the template, and
 * fits both.
 */
const IN_CONFLICT: Array<[code: number, meaning: string, remedy: string]> = [
	[
		340,
		"WhatsApp didn't accept the message: its template is unknown, paused, or disabled, or no conversation with the recipient is open.",
		'For a template, check that it exists in this language, and that it is approved and not paused. For any other message, the recipient must have written to you within the last 24 hours; otherwise, send a template.',
	],
	[
		380,
		"The recipient hasn't written to you within the last 24 hours, so WhatsApp only accepts templates.",
		'Send an approved template, or wait until the recipient writes to you.',
	],
];

/** Observed for incoming messages, not documented: 2000 plus the HTTP status of the webhook's response. */
const OBSERVED: Array<[code: number, meaning: string, remedy: string]> = [
	[
		2403,
		'The webhook for incoming messages answered 403, which means that it refused the call.',
		'Check that the Auth Token in the n8n credential belongs to the account that owns the number, and that the address at Plivo is the one that the trigger shows.',
	],
];

const ERRORS = new Map(
	[...OFFICIAL, ...FROM_COPIES, ...IN_CONFLICT, ...OBSERVED].map(([code, meaning, remedy]) => [
		code,
		{ meaning, remedy },
	]),
);
