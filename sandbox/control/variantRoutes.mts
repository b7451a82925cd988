import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { SandboxState } from '../state.mts';
import { readVariants } from '../variants.mts';

const positions = Type.Record(Type.String(), Type.String());

/** Reads and changes the switches from another process; see server.mts. */
export function variantRoutes(app: FastifyInstance, { variants }: SandboxState): void {
	app.get('/sandbox/variants', () => variants);
	app.post<{ Body: Record<string, string> }>('/sandbox/variants', { schema: { body: positions } }, ({ body }, reply) => {
		Object.assign(variants, readVariants(Object.entries(body).map(([name, position]) => `${name}=${position}`)));
		return reply.code(204).send();
	});
}
