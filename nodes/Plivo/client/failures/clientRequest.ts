import { isRecord } from './errorFacts';

/**
 * Whether nothing of a request can have left, by the state of Node's own request and socket:
 * - no socket: neither the server nor, behind a proxy, the way through it was reached;
 * - for HTTPS, a socket without TLS: what n8n's proxy agent gives to play back a proxy's "no" to CONNECT, with a status
 *   that looks like one of the server;
 * - a TLS socket that was never authorized: Node writes nothing before the handshake is over and the certificate accepted.
 *
 * That tells of every error, time-outs and cancelling included, and of a reset in the middle of the handshake, whose code
 * and words (`read ECONNRESET`) are those of a standing connection.
 *
 * @param request an `http.ClientRequest`; for anything else, and for plain HTTP, the answer is no
 */
export function neverLeft(request: Record<string, unknown> | undefined): boolean {
	// Only Node's own request has this, and it is true where a connection of an earlier request is used again.
	if (request?.reusedSocket !== false) return false;
	const { socket, protocol } = request;
	if (socket === null) return true;
	if (protocol !== 'https:' || !isRecord(socket)) return false;
	if (socket.encrypted !== true) return true;
	// With certificates not checked (NODE_TLS_REJECT_UNAUTHORIZED=0), the second one says why it would not have been accepted.
	return socket.authorized === false && (socket.authorizationError ?? null) === null;
}
