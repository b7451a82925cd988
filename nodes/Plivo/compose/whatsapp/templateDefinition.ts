import type { TemplateDefinition } from '../../transport/templates';

/** Whether WhatsApp lets a template be sent: only approved ones. */
export function isApproved({ status }: Pick<TemplateDefinition, 'status'>): boolean {
	return status.toUpperCase() === 'APPROVED';
}

/** What a template can hold that must be filled in at each send, and for which there are no fields, by WhatsApp's type or format. */
const WITHOUT_FIELDS = new Map([
	['CAROUSEL', 'a carousel'],
	['LIMITED_TIME_OFFER', 'a limited-time offer'],
	['PRODUCT', 'a product'],
	['COPY_CODE', 'a coupon code'],
	['FLOW', 'a flow'],
	['MPM', 'a list of products'],
	['SPM', 'a product'],
]);

/**
 * Looks for what nobody could fill in with a field for each variable: a template sent without it is taken by Plivo, and
 * reaches nobody.
 *
 * @returns the first such part in words, or nothing
 */
export function partWithoutFields({ components }: Pick<TemplateDefinition, 'components'>): string | undefined {
	const kinds = (components ?? []).flatMap(({ type, format, buttons }) => [type, format, ...(buttons ?? []).map((button) => button.type)]);
	return kinds.map((kind) => WITHOUT_FIELDS.get(kind?.toUpperCase() ?? '')).find((part) => part !== undefined);
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
