import type { Result } from '../result.mts';
import type { Concealer } from './conceal.mts';
import { concealedText } from './sighting.mts';

/**
 * The record of a run, as Markdown for a pull request. Everything that isn't in words of ours is concealed.
 *
 * @param against Plivo, or something in its place
 * @param left what could not be undone, by number only: the words may name numbers
 */
export function recordText(results: Result[], against: 'Plivo' | 'the sandbox or another host', date: Date, concealer: Concealer): string {
	const rows = results.map((result) => `| \`${result.check.id}\` | ${conclusionOf(result)} | ${cell(seenIn(result, concealer))} |`);
	return `# What \`npm run conformance\` saw

On ${date.toISOString().slice(0, 10)}, against ${against}. Numbers, IDs, tokens, addresses and names are replaced: the same word is the same thing.

| Row of docs/verified.md | Conclusion | Seen |
| --- | --- | --- |
${rows.join('\n')}
`;
}

/** In a few words. */
export function conclusionOf(result: Result): string {
	if (result.outcome !== 'seen') return result.outcome;
	return result.conclusion ?? 'undecided';
}

function seenIn(result: Result, concealer: Concealer): string {
	switch (result.outcome) {
		case 'seen':
			return result.saw.map((sighting) => concealedText(sighting, concealer)).join('; ');
		case 'left out':
			return result.why;
		case 'failed':
			return concealer.conceal(result.why);
	}
}

function cell(text: string): string {
	return text.replace(/[\r\n\u2028\u2029]+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
