import { InvalidField } from '../invalidField';

/**
 * What WhatsApp shows bold, in italics, struck through or as code: a mark at the start of a word, and the same one at the end
 * of a word. A mark inside a word (order_id) or by itself (5 * 3) is an ordinary character.
 */
const FORMATTED = /(?<![\p{L}\p{N}])([*_~`])(?!\s|\1)[^\n]*?(?<!\s)\1(?![\p{L}\p{N}])/u;

/**
 * @returns the text as it is
 * @throws InvalidField when a header's text is formatted, which WhatsApp doesn't allow there ("emojis, but not markdown":
 *   https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/types/HeaderObject)
 */
export function refuseFormatting(text: string, label: string): string {
	const [found] = FORMATTED.exec(text) ?? [];
	if (found === undefined) return text;
	throw new InvalidField(label, `holds formatting (${found}); WhatsApp takes none in a header`, 'Remove the marks around the words.');
}
