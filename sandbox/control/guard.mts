import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Lets in who is on this machine. A browser there runs pages of others too, so what such a page asks for is refused; only a
 * link may lead here. The name in Host is looked at because a stranger's name can be made to point to this machine, and
 * Origin because browsers from before 2023 tell no more.
 */
export async function guard({ ip, method, host, hostname, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
	const { 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode, origin } = headers;
	const isLink = method === 'GET' && mode === 'navigate';
	const isOwn = (site === 'same-origin' || site === 'none') && (origin === undefined || origin === `http://${host}`);
	if (isLoopback(ip) && isLoopbackName(hostname) && (isOwn || isLink)) return;
	await reply.code(403).send({ error: 'only from this machine' });
}

function isLoopback(ip: string): boolean {
	return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}

function isLoopbackName(name: string): boolean {
	return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name) || /^\[::ffff:(127\.|7f)/.test(name);
}
