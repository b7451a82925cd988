import { createHash } from 'node:crypto';

/**
 * Names content by what it is, so that the same content has the same name at each try. Nothing of it can be read back.
 *
 * @param content JSON values
 * @param length characters of base64url, each six bits: more where more contents could meet
 */
export function contentHash(content: unknown, length: number): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, length);
}
