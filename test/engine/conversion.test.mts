import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, output, runNode, type RunOptions } from './run.mts';
import { against, messages, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

async function sent(additionalFields: IDataObject = { trackable: true }): Promise<string> {
	const run = await runNode(against(sandbox, { parameters: sendParameters({ additionalFields }), items: messages(1) }));
	sandbox.requests.length = 0;
	return String((output(run)[0]?.json.message_uuid as string[])[0]);
}

function report(messageUuid: string, parameters: IDataObject = {}, more: Partial<RunOptions> = {}): RunOptions {
	return against(sandbox, {
		parameters: { resource: 'message', operation: 'reportConversion', messageUuid, conversionStatus: 'CONVERTED', ...parameters },
		...more,
	});
}

describe('Message → Report Conversion', () => {
	it.each(['CONVERTED', 'NOT_CONVERTED', 'CONVERTED_WITH_OTHERS'])('tells Plivo %s', async (conversionStatus) => {
		const messageUuid = await sent();
		const before = Date.now();
		const run = await runNode(report(messageUuid, { conversionStatus }));
		expect(output(run)).toEqual([
			{
				json: expect.objectContaining({ message_uuid: messageUuid, conversion_uuid: expect.any(String), message: expect.any(String) }),
				pairedItem: { item: 0 },
			},
		]);
		const [request] = sandbox.requests;
		expect(request?.path).toBe(`/v1/Account/${sandbox.account.authId}/Message/${messageUuid}/Conversion/`);
		expect(request?.body).toEqual({
			status: conversionStatus,
			timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
		});
		const { timestamp } = request?.body as { timestamp: string };
		expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(before);
		expect(Date.parse(timestamp)).toBeLessThanOrEqual(Date.now());
	});

	it.each([
		['2026-01-31T14:30:00', '2026-01-31T09:00:00Z'],
		['2026-01-31 14:30:00.250', '2026-01-31T09:00:00.250000Z'],
		['2026-01-31T14:30:00+01:00', '2026-01-31T13:30:00Z'],
		['={{ DateTime.fromISO("2026-01-31T10:00:00", { zone: "Europe/Berlin" }) }}', '2026-01-31T09:00:00Z'],
	])('means %s in the zone of the workflow unless it says its own', async (convertedAt, timestamp) => {
		const run = await runNode(report(await sent(), { convertedAt }, { timezone: 'Asia/Kolkata' }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.requests[0]?.body).toEqual({ status: 'CONVERTED', timestamp });
	});

	it('refuses what is no time, and no UUID, before it asks', async () => {
		const uuid = await sent();
		expect(failure(await runNode(report(uuid, { convertedAt: 'tomorrow' }))).message).toBe(
			'\'Converted At\' is "tomorrow", which isn\'t a date and time',
		);
		expect(failure(await runNode(report('x'))).message).toBe('\'Message UUID\' is "x", which isn\'t a UUID');
		expect(sandbox.requests).toEqual([]);
	});

	it("puts out Plivo's words for a message that it does not know, and goes on when set to", async () => {
		const uuid = await sent();
		const items = [{ uuid: '00000000-0000-0000-0000-000000000000' }, { uuid }];
		const settings = { onError: 'continueRegularOutput' } as const;
		const run = await runNode(report('={{ $json.uuid }}', {}, { items, settings }));
		expect(output(run)).toMatchObject([
			{ json: { error: 'Plivo has no message with this UUID' }, pairedItem: { item: 0 } },
			{ json: { message_uuid: uuid }, pairedItem: { item: 1 } },
		]);
	});

	it('reports again only what Plivo cannot have taken', async () => {
		const uuid = await sent();
		sandbox.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 0 } });
		expect(output(await runNode(report(uuid)))).toHaveLength(1);
		expect(sandbox.requests).toHaveLength(2);

		sandbox.requests.length = 0;
		sandbox.faults.add({ fault: { kind: 'statusAfter', status: 500, error: 'internal server error' } });
		expect(failure(await runNode(report(uuid)))).toMatchObject({ message: 'Plivo had an internal error (HTTP 500)', httpCode: '500' });
		expect(sandbox.requests).toHaveLength(1);
	});
});
