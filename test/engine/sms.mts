import type { IDataObject } from 'n8n-workflow';

import { ordinal } from '../../nodes/Plivo/errors/itemNames';
import type { Sandbox } from '../../sandbox/server.mts';
import { output, runNode, type RunOptions } from './run.mts';

export const FROM = '14151234567';

/** The path of sends, for faults. */
export const SENDS = /\/Message\/$/;

export const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;

/** What the user is told when nobody can know whether Plivo took the message. */
export const MAY_HAVE_BEEN_SENT = /Plivo may have sent the message anyway, so n8n doesn't send it again automatically/;

/** The first line where an earlier try may have sent the message: all that the model of an agent is told. */
export const SENT_ALREADY = "This message may have been sent already. Don't send it again";

/** The parameters of Message → Send as a saved workflow holds them; `to` and `text` come from the item. */
export function sendParameters(changes: IDataObject = {}): IDataObject {
	return {
		resource: 'message',
		operation: 'send',
		messageType: 'sms',
		sender: 'number',
		from: { __rl: true, mode: 'list', value: FROM },
		to: '={{ $json.to }}',
		text: '={{ $json.text }}',
		...changes,
	};
}

/** As many messages as asked for, each to a number of its own. */
export function messages(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({ to: recipient(i), text: `Message ${i}` }));
}

/** The number that item `i` of `messages` goes to, as Plivo writes it. */
export function recipient(i: number): string {
	return String(14155550120 + i);
}

/** How an error names item `i` of several, with the number that its message is for. */
export function itemNamed(i: number, to = recipient(i)): string {
	return `(${ordinal(i)} item, to +${to})`;
}

/** Which item an error names. */
export function itemOf({ message }: { message: string }): number {
	const [, place = ''] = /\((\d[\d,]*)(?:st|nd|rd|th) item(?:, to [^)]*)?\)$/.exec(message) ?? [];
	return Number(place.replaceAll(',', '')) - 1;
}

/** How often the sandbox took a message for each of the first `count` recipients. */
export function acceptedFor(sandbox: Sandbox, count: number): number[] {
	return Array.from(
		{ length: count },
		(_, i) => sandbox.accepted.filter(({ body }) => String(body.dst).split('<').includes(recipient(i))).length,
	);
}

/** Runs against the sandbox's main account. */
export function against(
	sandbox: Sandbox,
	options: Omit<RunOptions, 'credentials'>,
	more: Pick<RunOptions['credentials'], 'businessAccountId'> = {},
): RunOptions {
	return { ...options, credentials: { ...sandbox.account, baseUrl: sandbox.url, ...more } };
}

/** Sends an MMS with the node, from and to numbers that take one. @returns the UUID of the message */
export async function sendMms(sandbox: Sandbox, content: IDataObject): Promise<string> {
	const parameters = sendParameters({ messageType: 'mms', to: '14155550123', text: '', ...content });
	const [sent] = output(await runNode(against(sandbox, { parameters })));
	return String((sent?.json.message_uuid as string[])[0]);
}
