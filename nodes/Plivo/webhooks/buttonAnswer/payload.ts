import { parseUrl } from '../../fields/parseUrl';

/**
 * The lowest limit that is named publicly for what a WhatsApp button carries: that of a template's quick reply. Plivo's reference
 * allows 200 for the ID of a row, and WhatsApp 256 for that of a reply button.
 */
export const MAX_PAYLOAD = 128;

/** What a WhatsApp button carries that answers a question: which waiting execution to resume, and with which choice. */
export interface ButtonPayload {
	executionId: string;
	/** Which run of the node waits. */
	run: string;
	nodeId: string;
	/** n8n's own signature of the address, in hexadecimal. */
	signature: string;
	/** Position of the choice, from 0. */
	choice: number;
}

const PREFIX = 'n8n1';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Execution, run, signature, choice, and the node: `u` for a UUID in base64url, or `i` for any other ID. Half of an emoji can't be part of an address. */
const FORM = /^n8n1\.([\w-]{1,40})\.(\d{1,6})\.([\w-]{43})\.(\d)\.(u[\w-]{22}|i\P{Cs}{1,100})$/u;

/**
 * Writes the payload of a button. It contains the same secret as the link that people otherwise get: n8n's signature of the
 * waiting execution's address. Everything is as short as possible.
 *
 * @param address the signed address that resumes the execution, as n8n returned it
 * @returns undefined if the address doesn't have the expected parts, or the payload would be longer than WhatsApp allows
 */
export function writePayload(address: string, choice: number): string | undefined {
	const url = parseUrl(address);
	const [executionId = '', nodeId = ''] = url?.pathname.split('/').slice(-2) ?? [];
	const run = url?.searchParams.get('run') ?? '';
	const signature = Buffer.from(url?.searchParams.get('signature') ?? '', 'hex').toString('base64url');
	const payload = [PREFIX, executionId, run, signature, choice, writeNode(decodeURIComponent(nodeId))].join('.');
	return payload.length <= MAX_PAYLOAD && FORM.test(payload) ? payload : undefined;
}

/**
 * Reads the payload of a pressed button. Anybody can send any text, so this proves nothing: n8n checks its signature when the
 * address is called.
 *
 * @returns undefined if it isn't one of ours
 */
export function readPayload(text: string | null | undefined): ButtonPayload | undefined {
	const [, executionId, run, signature = '', choice, node = ''] = FORM.exec(text ?? '') ?? [];
	if (executionId === undefined || run === undefined) return undefined;
	return {
		executionId,
		run,
		nodeId: readNode(node),
		signature: Buffer.from(signature, 'base64url').toString('hex'),
		choice: Number(choice),
	};
}

/**
 * The signed address that a payload stands for.
 *
 * @param resumeUrl n8n's address of any execution, which only differs in its last segment
 */
export function addressOf({ executionId, nodeId, run, signature }: ButtonPayload, resumeUrl: string): string {
	const base = resumeUrl.replace(/[?#].*$/s, '').replace(/\/[^/]*$/, '');
	// The order in which n8n puts them, which its signature covers.
	return `${base}/${executionId}/${encodeURIComponent(nodeId)}?run=${run}&signature=${signature}`;
}

function writeNode(nodeId: string): string {
	return UUID.test(nodeId) ? `u${Buffer.from(nodeId.replaceAll('-', ''), 'hex').toString('base64url')}` : `i${nodeId}`;
}

function readNode(node: string): string {
	if (node.startsWith('i')) return node.slice(1);
	const hex = Buffer.from(node.slice(1), 'base64url').toString('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
