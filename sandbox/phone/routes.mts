import type { FastifyInstance } from 'fastify';
import { decodeMedia, maxBodyBytes } from '../inbound/mediaBody.mts';
import type { SandboxState } from '../state.mts';
import { streamReports } from './events.mts';
import { reportOf } from './report.mts';
import { type FaultBody, faultSchema, type PressBody, pressSchema, type WriteBody, writeSchema } from './schemas.mts';
import { press, write } from './write.mts';

const sends = /\/Message\/$/;

/** What the phone page reads and does. Registered with the control routes, so that it has their guard and errors. */
export function phoneRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/sandbox/events', (_request, reply) => {
		reply.hijack();
		streamReports(reply.raw, state);
	});
	app.get('/sandbox/phone', (_request, reply) => {
		void reply.header('cache-control', 'no-store');
		return reportOf(state);
	});
	app.post<{ Body: WriteBody }>(
		'/sandbox/phone/messages',
		{ schema: { body: writeSchema }, bodyLimit: maxBodyBytes },
		({ body: { media = [], ...written } }, reply) => {
			return reply.code(201).send({ message_uuid: write({ ...written, media: decodeMedia(media) }, state) });
		},
	);
	app.post<{ Body: PressBody }>('/sandbox/phone/presses', { schema: { body: pressSchema } }, ({ body }, reply) => {
		return reply.code(201).send({ message_uuid: press(body.messageUuid, body.choice, state) });
	});
	app.post<{ Body: FaultBody }>('/sandbox/phone/faults', { schema: { body: faultSchema } }, ({ body }, reply) => {
		const where = body.applies === 'sends' ? { method: 'POST', path: sends } : {};
		return reply.code(201).send({ id: state.faults.add({ ...where, times: body.times, fault: body.fault }) });
	});
	app.delete<{ Params: { id: string } }>('/sandbox/faults/:id', ({ params }, reply) => {
		if (state.faults.remove(Number(params.id))) return reply.code(204).send();
		return reply.code(404).send({ error: 'this fault no longer exists' });
	});
}
