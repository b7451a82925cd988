import type { TemplateDefinition } from './accountTemplates';
import type { DefinedButton, DefinedComponent } from './templateComponents';

/** Whether WhatsApp allows a template to be sent: only approved ones. */
export function isApproved({ status }: Pick<TemplateDefinition, 'status'>): boolean {
	return status.toUpperCase() === 'APPROVED';
}

/**
 * Parts that have fields, and those that take no value: a footer, a call, a catalog, whose button WhatsApp fills itself.
 * Buttons without a type count as fixed (templateComponents.ts).
 */
const COMPONENTS = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'];
const FORMATS = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'];
const BUTTONS = ['', 'QUICK_REPLY', 'URL', 'OTP', 'PHONE_NUMBER', 'CATALOG', 'VOICE_CALL'];

/** Names of parts that have no fields, by WhatsApp's type or format. */
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
 * Looks for a part that can't be filled in with one field per variable: without it, Plivo accepts the template, but it
 * reaches nobody. Every part counts unless it is known to take no value, because WhatsApp adds new kinds.
 *
 * @returns the first such part in words, or undefined
 */
export function partWithoutFields(definition: Pick<TemplateDefinition, 'components' | 'category'>): string | undefined {
	const isOneTime = takesOneTimeCode(definition);
	for (const { type, format, buttons = [] } of definition.components ?? []) {
		if (isOneTime && isOneOf(['HEADER'], type) && format && !isOneOf(['TEXT'], format)) return `a header of format ${format}`;
		if (!isOneOf(COMPONENTS, type)) return WORDS.get(type.toUpperCase()) ?? `a component of type ${type}`;
		if (isOneOf(['HEADER'], type) && format && !isOneOf(FORMATS, format)) {
			return WORDS.get(format.toUpperCase()) ?? `a header of format ${format}`;
		}
		const button = buttons.find((one) => !isOneOf(BUTTONS, one.type));
		if (button !== undefined) return WORDS.get(button.type.toUpperCase()) ?? `a button of type ${button.type}`;
	}
	return variableWithoutField(definition);
}

/** Whether a template has only one value, which fills its body and the button that copies it. */
export function takesOneTimeCode({ components = [], category }: Pick<TemplateDefinition, 'components' | 'category'>): boolean {
	return category?.toUpperCase() === 'AUTHENTICATION' || components.some(({ buttons = [] }) => buttons.some(({ type }) => isOneOf(['OTP'], type)));
}

/** Whether a button copies a one-time code, or fills it in. */
export function takesCode({ type, url }: DefinedButton): boolean {
	return isOneOf(['OTP'], type) || (isOneOf(['URL'], type) && writtenIn(url).length > 0);
}

/**
 * Looks for a variable that no field fills: in a part that takes no value, or with a name that WhatsApp's rules don't
 * allow ({{first-name}}). Without it, Plivo accepts the template, but it reaches nobody.
 */
function variableWithoutField(definition: Pick<TemplateDefinition, 'components' | 'category'>): string | undefined {
	const { components = [] } = definition;
	const isOneTime = takesOneTimeCode(definition);
	const codeButton = components.flatMap(({ buttons = [] }) => buttons).find(takesCode);
	for (const component of components) {
		const { type, text, buttons = [] } = component;
		const [inText] = isFilled(component, isOneTime) ? strangeIn(text) : writtenIn(text);
		if (inText !== undefined) return `the variable ${inText} in its ${type.toLowerCase()}`;
		if (isOneTime && isOneOf(['BODY'], type) && placeholdersOf(text ?? '').length > 1) return 'more than one variable in its body';
		for (const button of buttons) {
			const takesEnd = isOneTime ? button === codeButton : isOneOf(['URL'], button.type);
			const [inButton] = [button.text, button.phone_number].flatMap(writtenIn).concat(takesEnd ? strangeIn(button.url) : writtenIn(button.url));
			if (inButton !== undefined) return `the variable ${inButton} in ${nameOf(button)}`;
			if (writtenIn(button.url).length > 1) return `more than one variable in ${nameOf(button)}`;
		}
	}
	return undefined;
}

/** Whether the variables in a component's text have fields. */
function isFilled({ type, format }: DefinedComponent, isOneTime: boolean): boolean {
	return isOneOf(['BODY'], type) || (!isOneTime && isOneOf(['HEADER'], type) && isOneOf(['', 'TEXT'], format ?? ''));
}

function nameOf({ text = '' }: DefinedButton): string {
	return text === '' ? 'a button' : `the button "${text}"`;
}

function writtenIn(text = ''): string[] {
	return [...text.matchAll(/\{\{.*?\}\}/gs)].map(([written]) => written.replace(/\s+/g, ' '));
}

/** Variables that {@link placeholdersOf} doesn't find. */
function strangeIn(text = ''): string[] {
	return writtenIn(text).filter((written) => placeholdersOf(written).length === 0);
}

function isOneOf(kinds: string[], kind: string): boolean {
	return kinds.includes(kind.toUpperCase());
}

/** A placeholder of a template's text: `1` of `{{1}}`, or `order_id` of `{{order_id}}`. */
export interface Placeholder {
	name: string;
	/** The text around it, to help fill it in. */
	context: string;
}

/** How many characters of the text the context includes on each side of a placeholder. */
const CONTEXT = 24;

/**
 * The placeholders of a text, each once: numbered ones by number ({{10}} comes after {{9}}), named ones in order of
 * appearance.
 */
export function placeholdersOf(text: string): Placeholder[] {
	const found = new Map<string, Placeholder>();
	for (const match of text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) {
		const [whole, name = ''] = match;
		if (!found.has(name)) found.set(name, { name, context: around(text, match.index, whole.length) });
	}
	return [...found.values()].sort((a, b) => (isNumber(a.name) && isNumber(b.name) ? Number(a.name) - Number(b.name) : 0));
}

/** Whether a placeholder is numbered rather than named. */
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
