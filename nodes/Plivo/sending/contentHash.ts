import { createHash } from 'node:crypto';

/**
 * Hashes content, so that the same content gets the same ID at each try. The content can't be read back from it.
 *
 * @param content JSON values
 * @param length characters of base64url, six bits each: more where more contents could collide
 */
export function contentHash(content: unknown, length: number): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, length);
}
