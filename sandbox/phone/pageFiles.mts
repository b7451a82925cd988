import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const root = join(fileURLToPath(new URL('.', import.meta.url)), 'page');

/**
 * Nothing but the page's own files, scripts and pictures; nobody may frame it. What messages hold is written by others, and
 * whatever slips through the page's own care does nothing then. (blob: is the preview of a picture that is attached.)
 */
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' blob: data:",
	"media-src 'self'",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The page at `/`: static files, which need no build. */
export async function pageFiles(app: FastifyInstance): Promise<void> {
	await app.register(fastifyStatic, {
		root,
		// A route for each file, so that all other paths are Plivo's to answer.
		wildcard: false,
		cacheControl: false,
		setHeaders: (response) => {
			response.setHeader('content-security-policy', policy);
			response.setHeader('x-content-type-options', 'nosniff');
			response.setHeader('referrer-policy', 'no-referrer');
			response.setHeader('cache-control', 'no-cache');
		},
	});
}
