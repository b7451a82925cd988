import { CEILING_MS } from './until.mts';

/**
 * fetch by a connection of its own, and with all the time that anything gets. n8n closes connections that idle for seconds, and
 * on a busy machine a request may be on its way by one before that is known here: fetch then fails, and must not send it again.
 */
export async function n8nFetch(url: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}): Promise<Response> {
	return await fetch(url, { signal: AbortSignal.timeout(CEILING_MS), ...init, headers: { ...init.headers, connection: 'close' } });
}
