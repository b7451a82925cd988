import { outcomeOf } from './webhookWords.mjs';
import { phoneName, summary, typeName } from './words.mjs';

/**
 * The text for screen readers: what n8n answered to a person's message, and which message has arrived.
 *
 * @param {MessageView[]} fresh the messages that weren't in the report before
 * @param {SandboxReport} report
 * @param {SandboxReport} before
 * @returns {string} empty if there is no news
 */
export function newsOf(fresh, report, before) {
	const known = outcomes(before);
	const outcome = [...outcomes(report)].findLast(([uuid, words]) => words !== known.get(uuid));
	return [outcome?.[1], arrival(fresh)].filter(Boolean).join('. ');
}

/** @param {SandboxReport} report @returns {Map<string, string>} by the messages' UUIDs, except those that are still waiting */
function outcomes({ messages, numbers }) {
	return new Map(
		messages.flatMap((message) => {
			const outcome = outcomeOf(message, numbers);
			return outcome === undefined || outcome.kind === 'waits' ? [] : [[message.uuid, outcome.words]];
		}),
	);
}

/** @param {MessageView[]} fresh */
function arrival(fresh) {
	const latest = fresh.findLast(({ direction }) => direction === 'outbound');
	if (latest === undefined) return '';
	const others = fresh.length > 1 ? ` and ${fresh.length - 1} more` : '';
	return `${typeName(latest.type)} on phone ${phoneName(latest.to)}${others}: ${summary(latest)}`;
}
