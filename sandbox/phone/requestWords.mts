import type { RecordedRequest } from '../requestLog.mts';

const things: Array<[pattern: RegExp, words: Record<string, string>]> = [
	[/\/Message\/$/, { GET: 'List messages' }],
	[/\/Message\/[^/]+\/$/, { GET: 'Get a message' }],
	[/\/Message\/[^/]+\/Media\/$/, { GET: "List a message's media" }],
	[/\/Message\/[^/]+\/Media\/[^/]+\/$/, { GET: 'Get a media file of a message' }],
	[/\/Message\/[^/]+\/Conversion\/$/, { POST: 'Report a conversion' }],
	[/\/v1\/Account\/[^/]+\/Media\/$/, { GET: 'List media', POST: 'Upload media' }],
	[/\/v1\/Account\/[^/]+\/Media\/[^/]+\/$/, { GET: 'Get a media file' }],
	[/\/Application\/$/, { GET: 'List applications', POST: 'Create an application' }],
	[/\/Application\/[^/]+\/$/, { GET: 'Get an application', POST: 'Change an application', DELETE: 'Delete an application' }],
	[/\/Account\/[^/]+\/Number\/$/, { GET: 'List numbers' }],
	[/\/Account\/[^/]+\/Number\/[^/]+\/$/, { GET: 'Get a number', POST: 'Change a number', DELETE: 'Release a number' }],
	[/\/Powerpack\/$/, { GET: 'List Powerpacks' }],
	[/\/Powerpack\/[^/]+\/$/, { GET: 'Get a Powerpack' }],
	[/\/NumberPool\//, { GET: "List a Powerpack's numbers" }],
	[/\/WhatsApp\/Template\/[^/]+\/$/, { GET: 'List WhatsApp templates' }],
	[/\/WhatsApp\/Template\/[^/]+\/[^/]+\/$/, { GET: 'Get a WhatsApp template' }],
	[/^\/v1\/Account\/[^/]+\/$/, { GET: 'Test the credentials' }],
];

const types: Record<string, string> = { sms: 'SMS', mms: 'MMS', whatsapp: 'WhatsApp' };

/** Describes a request in a few words. */
export function requestWords({ method, path, body }: RecordedRequest): string {
	if (method === 'POST' && path.endsWith('/Message/')) return sendWords(body);
	const [, words] = things.find(([pattern]) => pattern.test(path)) ?? [];
	return words?.[method] ?? 'Other request';
}

function sendWords(body: unknown): string {
	const { type = 'sms', dst, template, interactive, location } = asRecord(body);
	const kinds = Object.entries({ template, interactive, location }).flatMap(([kind, value]) => (value === undefined ? [] : [kind]));
	const to = typeof dst === 'string' ? recipients(dst) : '';
	return ['Send', types[String(type)] ?? 'a message', kinds[0] ?? '', to].filter((word) => word !== '').join(' ');
}

function recipients(dst: string): string {
	const numbers = dst.split('<');
	return numbers.length === 1 ? `to ${dst.replace(/^\d+$/, '+$&')}` : `to ${numbers.length} numbers`;
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
