import type { InboundMedia } from './inboundMessage.mts';

/** A file of an incoming message, as JSON: its bytes in base64. */
export type MediaBody = Omit<InboundMedia, 'bytes'> & { bytes: string };

/** The bytes of a file, as a JSON schema. */
export const base64Schema = { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' } as const;

/** How large a request with files may be: far more than Plivo accepts, so that Plivo's limits apply first. */
export const maxBodyBytes = 64 * 1024 * 1024;

export function decodeMedia(media: MediaBody[]): InboundMedia[] {
	return media.map((file) => ({ ...file, bytes: Buffer.from(file.bytes, 'base64') }));
}
