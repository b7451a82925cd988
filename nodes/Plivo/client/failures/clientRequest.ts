import { isRecord } from './errorFacts';

/**
 * Whether no part of a request can have been sent, according to Node's own request and socket:
 * - no socket: neither the server nor a proxy's tunnel to it was reached;
 * - for HTTPS, a socket without TLS: n8n's proxy agent returns one to replay a proxy's rejection of CONNECT, with a
 *   status that looks like the server's;
 * - a TLS socket that was never authorized: Node writes nothing until the handshake is done and the certificate is
 *   accepted.
 *
 * This works for every error, including timeouts and cancelling. It also detects a reset during the handshake, whose code
 * and message (`read ECONNRESET`) are the same as those of an established connection.
 *
 * @param request an `http.ClientRequest`; for anything else, and for plain HTTP, the result is false
 */
export function neverLeft(request: Record<string, unknown> | undefined): boolean {
	// Only Node's own request has this property. It is true if the connection of an earlier request is reused.
	if (request?.reusedSocket !== false) return false;
	const { socket, protocol } = request;
	if (socket === null) return true;
	if (protocol !== 'https:' || !isRecord(socket)) return false;
	if (socket.encrypted !== true) return true;
	// If certificates aren't checked (NODE_TLS_REJECT_UNAUTHORIZED=0), `authorizationError` says why it would have been
	// rejected.
	return socket.authorized === false && (socket.authorizationError ?? null) === null;
}
