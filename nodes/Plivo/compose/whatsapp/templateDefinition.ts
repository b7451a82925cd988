import type { TemplateDefinition } from '../../transport/templates';

/** Whether WhatsApp lets a template be sent: only approved ones. */
export function isApproved({ status }: Pick<TemplateDefinition, 'status'>): boolean {
	return status.toUpperCase() === 'APPROVED';
}

/**
 * What there are fields for, and what takes nothing: a footer, a call, a catalog, whose button WhatsApp fills by itself.
 * Buttons without a type count as fixed ones (transport/templateComponents).
 */
const COMPONENTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'];
const FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'];
const BUTTONS = ['', 'QUICK_REPLY', 'URL', 'OTP', 'PHONE_NUMBER', 'CATALOG', 'VOICE_CALL'];

/** Words for what there are no fields for, by WhatsApp's type or format. */
const WORDS = new Map([
	['CAROUSEL', 'a carousel'],
	['LIMITED_TIME_OFFER', 'a limited-time offer'],
	['PRODUCT', 'a product'],
	['COPY_CODE', 'a coupon code'],
	['FLOW', 'a flow'],
	['MPM', 'a list of products'],
	['SPM', 'a product'],
	['ORDER_DETAILS', 'the details of an order'],
	['ORDER_STATUS', 'the status of an order'],
	['GIF', 'an animation'],
]);

/**
 * Looks for what nobody could fill in with a field for each variable: a template sent without it is taken by Plivo, and
 * reaches nobody. Whatever isn't known to take nothing counts, because WhatsApp adds kinds.
 *
 * @returns the first such part in words, or nothing
 */
export function partWithoutFields({ components = [] }: Pick<TemplateDefinition, 'components'>): string | undefined {
	for (const { type, format, buttons = [] } of components) {
		if (!isOneOf(COMPONENTS, type)) return WORDS.get(type.toUpperCase()) ?? `a component of type ${type}`;
		if (isOneOf(['HEADER'], type) && format && !isOneOf(FORMATS, format)) {
			return WORDS.get(format.toUpperCase()) ?? `a header of format ${format}`;
		}
		const button = buttons.find((one) => !isOneOf(BUTTONS, one.type));
		if (button !== undefined) return WORDS.get(button.type.toUpperCase()) ?? `a button of type ${button.type}`;
	}
	return undefined;
}

function isOneOf(kinds: string[], kind: string): boolean {
	return kinds.includes(kind.toUpperCase());
}

/** A placeholder of a template's text: `1` of `{{1}}`, or `order_id` of `{{order_id}}`. */
export interface Placeholder {
	name: string;
	/** The text around it, for whoever has to fill it in. */
	context: string;
}

/** How much of the text stands on either side of a placeholder in its context. */
const CONTEXT = 24;

/**
 * The placeholders of a text, each once: numbered ones by number ({{10}} comes after {{9}}), named ones as they come.
 */
export function placeholdersOf(text: string): Placeholder[] {
	const found = new Map<string, Placeholder>();
	for (const match of text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
		const [whole, name = ''] = match;
		if (!found.has(name)) found.set(name, { name, context: around(text, match.index, whole.length) });
	}
	return [...found.values()].sort((a, b) => (isNumber(a.name) && isNumber(b.name) ? Number(a.name) - Number(b.name) : 0));
}

/** Whether a placeholder goes by its position, and not by a name. */
export function isNumber(name: string): boolean {
	return /^\d+$/.test(name);
}

function around(text: string, start: number, length: number): string {
	const end = start + length;
	let before = text.slice(Math.max(0, start - CONTEXT), start);
	let after = text.slice(end, end + CONTEXT);
	// whole words only, so that no other placeholder is cut in two
	if (start > CONTEXT) before = `…${before.replace(/^\S*\s/, '')}`;
	if (end + CONTEXT < text.length) after = `${after.replace(/\s\S*$/, '')}…`;
	return (before + text.slice(start, end) + after).replace(/\s+/g, ' ').trim();
}
