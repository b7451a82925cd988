/**
 * How the webhook call for a message from a person went.
 *
 * @param {MessageView} message
 * @param {NumberView[]} numbers of the account
 * @returns {Outcome | undefined} undefined for a message to a person
 */
export function outcomeOf(message, numbers) {
	const { direction, call, to } = message;
	if (direction === 'outbound') return undefined;
	if (call === undefined) return nobodyToCall(message, numbers.find(({ number }) => number === to));
	const { attempt, url, status, error, replyError } = call;
	const tries = attempt > 1 ? ` (try ${attempt})` : '';
	if (status !== undefined) return answered(status, `n8n answered ${status}${tries}`, replyError);
	if (error === undefined) return { kind: 'waits', words: `Calling n8n …${tries}` };
	return {
		kind: 'failed',
		words: `The webhook couldn't be reached${tries}`,
		advice: `${error}. The number calls ${url}. If this is n8n's address, check that n8n is running. If not, activate (publish) the workflow first.`,
	};
}

/**
 * @param {number} status
 * @param {string} words
 * @param {string | undefined} replyError
 * @returns {Outcome}
 */
function answered(status, words, replyError) {
	if (replyError !== undefined) return { kind: 'failed', words, advice: `Its reply wasn't sent: ${replyError}.` };
	if (status >= 200 && status < 300) return { kind: 'taken', words };
	return { kind: 'failed', ...refusal(status, words) };
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
	const isWhatsapp = type === 'whatsapp';
	const words = isWhatsapp ? `No webhook is set for WhatsApp on ${name}` : `No webhook is set for ${name}`;
	if (isWhatsapp ? number?.whatsappUrl : number?.messageUrl) {
		return { kind: 'failed', words, advice: 'One has been set since then. Send your message again.' };
	}
	const advice = isWhatsapp
		? `In n8n, copy the Production URL of the Plivo Messaging Trigger. Then select ${name} under The account's numbers, and enter the URL as WhatsApp webhook URL.`
		: `In n8n, activate (publish) a workflow that begins with the Plivo Messaging Trigger and has ${name} in Number Names or IDs.`;
	return { kind: 'failed', words, advice };
}
