import { InvalidFieldError } from '../../errors/invalidFieldError';
import { splitAtAddresses } from '../sms/addressesInText';

/** At the start of a word. A letter may be followed by its own marks, such as accents and Hindi vowels. */
const OPENING = /(?<![\p{L}\p{N}]\p{M}*)([*_~`])(?!\1|[\s\p{Pe}\p{Pf}.,;:!?])/gu;

/** At the end of a word. */
const CLOSING = /(?<!\s)[*_~`](?![\p{L}\p{N}\p{M}])/gu;

/**
 * Finds text that WhatsApp shows bold, in italics, struck through, or as code: a mark at the start of a word, and the
 * same one at the end of a word, with a letter or a digit in between. A mark inside a word (order_id) or an address, by
 * itself (5 * 3), or with the same character on both sides ("*", ^_^) is an ordinary character.
 */
function formattingIn(text: string): string | undefined {
	for (const line of text.split('\n')) {
		const plain = splitAtAddresses(line).map((stretch) => (stretch.isAddress ? 'a'.repeat(stretch.text.length) : stretch.text)).join('');
		const closings = [...plain.matchAll(CLOSING)].map(({ 0: mark, index }) => ({ mark, index }));
		const last = new Map(closings.map(({ mark, index }) => [mark, index]));
		for (const { 0: mark, index } of plain.matchAll(OPENING)) {
			const isBetweenTwins = plain[index - 1] === plain[index + 1];
			const holdsWord = (end: number) => end > index && /[\p{L}\p{N}]/u.test(plain.slice(index, end));
			// Tests the last closing mark first: if it doesn't match, no other one does.
			if (isBetweenTwins || !holdsWord(last.get(mark) ?? -1)) continue;
			const end = closings.find((closing) => closing.mark === mark && holdsWord(closing.index));
			if (end !== undefined) return line.slice(index, end.index + 1);
		}
	}
	return undefined;
}

/**
 * @returns the text unchanged
 * @throws InvalidFieldError if a header's text is formatted, which WhatsApp doesn't allow there ("emojis, but not
 * markdown": https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/types/HeaderObject)
 */
export function refuseFormatting(text: string, label: string): string {
	const found = formattingIn(text);
	if (found === undefined) return text;
	throw new InvalidFieldError(label, `contains formatting (${found}); WhatsApp doesn't allow it in a header`, 'Remove the marks around the words.');
}
