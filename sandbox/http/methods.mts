import type { FastifyInstance, HTTPMethods } from 'fastify';
import { PlivoError } from './errors.mts';

const all: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Answers all other methods with 405 on a path that exists. (Plivo's API overview lists 405.) */
export function allowOnly(app: FastifyInstance, url: string, allowed: HTTPMethods[]): void {
	app.route({
		method: all.filter((method) => !allowed.includes(method)),
		url,
		handler: () => {
			throw new PlivoError(405, 'method not allowed');
		},
	});
}
