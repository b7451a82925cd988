import { type Static, Type } from '@sinclair/typebox';
import { strictObject } from '../http/schemas.mts';

/** A file of an incoming message, as JSON: its bytes in base64. */
export const mediaSchema = strictObject({
	contentType: Type.String(),
	bytes: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
	fileName: Type.Optional(Type.String()),
});

type MediaBody = Static<typeof mediaSchema>;

/** A file of an incoming message. */
export type InboundMedia = Omit<MediaBody, 'bytes'> & { bytes: Buffer };

/** How large a request with files may be: far more than Plivo accepts, so that Plivo's limits apply first. */
export const maxBodyBytes = 64 * 1024 * 1024;

export function decodeMedia(media: MediaBody[]): InboundMedia[] {
	return media.map((file) => ({ ...file, bytes: Buffer.from(file.bytes, 'base64') }));
}
