import { CEILING_MS } from './until.mts';

/**
 * fetch with a new connection, and with the longest timeout. n8n closes connections after a few idle seconds. On a busy machine, a
 * request may already be on its way over a closed connection. Then fetch fails, and must not send the request again.
 */
export async function n8nFetch(url: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}): Promise<Response> {
	return await fetch(url, { signal: AbortSignal.timeout(CEILING_MS), ...init, headers: { ...init.headers, connection: 'close' } });
}
