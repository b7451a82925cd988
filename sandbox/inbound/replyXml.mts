import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { WebhookMethod } from '../http/schemas.mts';

/** A message that a webhook's answer asks to send. */
export interface Reply {
	src: string;
	dst: string;
	type?: 'sms';
	callbackUrl?: string;
	callbackMethod?: WebhookMethod;
	text: string;
}

/** An element in the parser's order-preserving form: its children under its name, its attributes under `:@`. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	// Without this, numbered characters such as &#233; aren't decoded.
	htmlEntities: true,
});

const attributeNames = ['src', 'dst', 'type', 'callbackUrl', 'callbackMethod'];

/**
 * Reads a document of the form `<Response><Message src dst type callbackUrl callbackMethod>text</Message></Response>`.
 * (Plivo's page on Message XML. Its names are case-sensitive, and `sms` is the only type it has.)
 *
 * Not known about live Plivo: what it does with a document of another form (rejected here), and whether white space around a
 * text counts (it does here).
 *
 * @throws Error that says what's wrong with it
 */
export function readReplies(xml: string): Reply[] {
	checkForm(xml);
	const [root, ...others] = (parser.parse(xml) as Node[]).filter((node) => !nameOf(node).startsWith('?') && !isBlank(node));
	if (root === undefined || nameOf(root) !== 'Response') throw new Error('the answer has no top-level Response element');
	if (others.length > 0) throw new Error("the answer isn't valid XML: it has more than one top-level element");
	if (Object.keys(attributesOf(root)).length > 0) throw new Error("Response can't have attributes");
	return childrenOf(root)
		.filter((node) => !isBlank(node))
		.map(readMessage);
}

/** The parser's own check, and checks for what it misses. @throws Error */
function checkForm(xml: string): void {
	const checked = XMLValidator.validate(xml);
	if (checked !== true) throw new Error(`the answer isn't valid XML: ${checked.err.msg} (line ${checked.err.line})`);
	const marked = xml.replace(/<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs, '');
	if (/<!DOCTYPE/i.test(marked)) throw new Error("the answer has a document type, which isn't supported");
	const [entity] = /&(?!(lt|gt|amp|apos|quot|#\d+|#x[\da-f]+);)\w*;?/i.exec(marked) ?? [];
	if (entity !== undefined) throw new Error(`the answer isn't valid XML: ${entity} isn't defined`);
	if (marked.includes(']]>')) throw new Error("the answer isn't valid XML: ]]> isn't allowed in a text");
	if (/[^\P{Cc}\t\n\r\x7f-\x9f]/u.test(xml)) throw new Error("the answer isn't valid XML: it has a control character");
}

function readMessage(node: Node): Reply {
	const name = nameOf(node);
	if (name !== 'Message') throw new Error(`Response can't contain ${name === '#text' ? 'text' : name}, only Message`);
	const attributes = attributesOf(node);
	const unknown = Object.keys(attributes).find((key) => !attributeNames.includes(key));
	if (unknown !== undefined) throw new Error(`Message can't have the attribute ${unknown}`);
	const { src, dst, type, callbackUrl, callbackMethod } = attributes;
	if (src === undefined || src === '') throw new Error('Message needs the attribute src');
	if (dst === undefined || dst === '') throw new Error('Message needs the attribute dst');
	if (type !== undefined && type !== 'sms') throw new Error(`Message can't have the type ${type}, only sms`);
	if (callbackMethod !== undefined && callbackMethod !== 'GET' && callbackMethod !== 'POST') {
		throw new Error(`Message can't have the callbackMethod ${callbackMethod}, only GET or POST`);
	}
	return {
		src,
		dst,
		...(type === undefined ? {} : { type }),
		...(callbackUrl === undefined ? {} : { callbackUrl }),
		...(callbackMethod === undefined ? {} : { callbackMethod }),
		text: childrenOf(node).map(textOf).join(''),
	};
}

function textOf(node: Node): string {
	if (nameOf(node) !== '#text') throw new Error(`Message can only contain text, not ${nameOf(node)}`);
	return String(node['#text']);
}

function nameOf(node: Node): string {
	return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function childrenOf(node: Node): Node[] {
	return node[nameOf(node)] as Node[];
}

function attributesOf(node: Node): Record<string, string | undefined> {
	return (node[':@'] ?? {}) as Record<string, string | undefined>;
}

function isBlank(node: Node): boolean {
	return nameOf(node) === '#text' && String(node['#text']).trim() === '';
}
