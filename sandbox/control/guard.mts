import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Only accepts requests from this machine. Its browser also runs pages of other sites, so their requests are rejected; they can
 * only link here. Host is checked because a foreign host name can be made to point to this machine, and Origin because browsers
 * from before 2023 send no other header that says where a request comes from.
 */
export async function guard({ ip, method, host, hostname, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
	const { 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode, origin } = headers;
	const isLink = method === 'GET' && mode === 'navigate';
	const isOwn = (site === 'same-origin' || site === 'none') && (origin === undefined || origin === `http://${host}`);
	if (isLoopback(ip) && isLoopbackName(hostname) && (isOwn || isLink)) return;
	await reply.code(403).send({ error: 'only available from this machine' });
}

function isLoopback(ip: string): boolean {
	return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}

function isLoopbackName(name: string): boolean {
	return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name) || /^\[::ffff:(127\.|7f)/.test(name);
}
