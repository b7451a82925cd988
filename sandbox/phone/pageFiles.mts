import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);
/** The libraries of the page, by their addresses. Each is a single module of a package. */
const libraries = {
	'/lib/preact.mjs': require.resolve('preact'),
	'/lib/htm.mjs': join(dirname(require.resolve('htm')), 'htm.mjs'),
};

const root = join(fileURLToPath(new URL('.', import.meta.url)), 'page');

/**
 * Only allows the page's own files, scripts and pictures, and doesn't allow framing. The content of messages comes from others. If
 * the page fails to escape something, it can't do anything. (blob: is for the preview of an attached picture.)
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

/** The page at `/` and its libraries: static files, which need no build. */
export async function pageFiles(app: FastifyInstance): Promise<void> {
	await app.register(fastifyStatic, {
		root,
		// One route per file, so that all other paths go to Plivo's API.
		wildcard: false,
		cacheControl: false,
		setHeaders: (response) => {
			response.setHeader('content-security-policy', policy);
			response.setHeader('x-content-type-options', 'nosniff');
			response.setHeader('referrer-policy', 'no-referrer');
			response.setHeader('cache-control', 'no-cache');
		},
	});
	for (const [path, file] of Object.entries(libraries)) {
		app.get(path, (_request, reply) => reply.sendFile(basename(file), dirname(file)));
	}
}
