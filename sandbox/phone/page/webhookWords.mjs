/**
 * @typedef {import('./types.mjs').MessageView} MessageView
 * @typedef {import('./types.mjs').CallbackView} CallbackView
 * @typedef {import('./types.mjs').NumberView} NumberView
 * @typedef {{ kind: 'waits' | 'taken' | 'failed', words: string, advice?: string }} Outcome
 */

/**
 * How the webhook call for a message from a person went.
 *
 * @param {MessageView} message
 * @param {CallbackView[]} calls that were made for it, oldest first
 * @param {NumberView | undefined} number that the message went to
 * @returns {Outcome}
 */
export function outcomeOf(message, calls, number) {
	const last = calls.at(-1);
	if (last === undefined) return nobodyToCall(message, number);
	const tries = last.attempt > 1 ? ` (try ${last.attempt})` : '';
	if (last.status === undefined && last.error === undefined) return { kind: 'waits', words: `Calling n8n …${tries}` };
	if (last.status === undefined) {
		return {
			kind: 'failed',
			words: `The webhook couldn't be reached${tries}`,
			advice: `${last.error}. The number calls ${last.url}. If this is n8n's address, check that n8n is running. If not, activate (publish) the workflow first.`,
		};
	}
	const words = `n8n answered ${last.status}${tries}`;
	if (last.replyError !== undefined) return { kind: 'failed', words, advice: `Its reply wasn't sent: ${last.replyError}.` };
	if (last.status >= 200 && last.status < 300) return { kind: 'taken', words };
	return { kind: 'failed', ...refusal(last.status, words) };
}

/**
 * @param {number} status
 * @param {string} words
 */
function refusal(status, words) {
	if (status === 403) {
		return {
			words: `${words}: signature rejected`,
			advice: "In the trigger, use the sandbox's credential. The URL must be the one that n8n shows for the trigger.",
		};
	}
	if (status === 404) {
		return {
			words: `${words}: no such webhook`,
			advice: 'Activate (publish) the workflow, or click Execute step again. A test URL only listens for one message.',
		};
	}
	if (status >= 500) return { words, advice: "The workflow or n8n itself failed. Check n8n's executions and its log." };
	return { words, advice: 'Open the call in the log to see what n8n answered.' };
}

/**
 * @param {MessageView} message
 * @param {NumberView | undefined} number
 * @returns {Outcome}
 */
function nobodyToCall({ type, to }, number) {
	const name = `+${to}`;
	if (type === 'whatsapp') {
		return {
			kind: 'failed',
			words: `No webhook is set for WhatsApp on ${name}`,
			advice:
				number?.whatsappUrl
					? 'One has been set since then. Send your message again.'
					: `In n8n, copy the Production URL of the Plivo Messaging Trigger. Then select ${name} under The account's numbers, and enter the URL as WhatsApp webhook URL.`,
		};
	}
	return {
		kind: 'failed',
		words: `No webhook is set for ${name}`,
		advice:
			number?.messageUrl
				? 'One has been set since then. Send your message again.'
				: `In n8n, activate (publish) a workflow that begins with the Plivo Messaging Trigger and has ${name} in Number Names or IDs.`,
	};
}
