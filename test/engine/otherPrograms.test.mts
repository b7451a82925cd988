import { startSandbox } from '../../sandbox/server.mts';
import type { Variants } from '../../sandbox/variants.mts';
import { output, runNode } from './run.mts';
import { acceptedFor, against, messages, sendParameters } from './sms.mts';

describe('a limit that this n8n does not know of, as when other programs use the account too,', () => {
	const positions: Array<Partial<Variants>> = [
		{ 'retry-after': 'absent', 'rejected-requests': 'counted' },
		{ 'retry-after': 'seconds', 'rejected-requests': 'counted' },
		{ 'retry-after': 'absent', 'rejected-requests': 'all-counted' },
		{ 'retry-after': 'seconds', 'rejected-requests': 'all-counted' },
		{ 'retry-after': 'absent', 'rejected-requests': 'free' },
	];
	const INVALID = '14151111111';

	// All at once, as they spend their time waiting.
	let ended: Array<{ run: Awaited<ReturnType<typeof runNode>>; accepted: number[]; refused: boolean }> = [];
	beforeAll(async () => {
		ended = await Promise.all(
			positions.map(async (variants) => {
				const tight = await startSandbox({ limits: { listPerMinute: 20, requestsPer5Seconds: 30 }, variants });
				try {
					const items = [...messages(30), ...Array.from({ length: 5 }, () => ({ to: INVALID, text: 'x' }))];
					const parameters = sendParameters({ options: { concurrency: 10 } });
					const run = await runNode(against(tight, { parameters, items, settings: { onError: 'continueRegularOutput' } }));
					return { run, accepted: acceptedFor(tight, 30), refused: tight.requests.some(({ answer }) => answer?.status === 429) };
				} finally {
					await tight.close();
				}
			}),
		);
	});

	it.each(positions.map((position, i) => [JSON.stringify(position), i] as const))('is waited for, and each is sent once, with %s', (_, i) => {
		expect(ended[i]?.refused).toBe(true);
		expect(ended[i]?.accepted).toEqual(Array(30).fill(1));
		const errors = ended[i]?.run === undefined ? [] : output(ended[i].run).map(({ json }) => json.error);
		expect(errors).toEqual([...Array<undefined>(30).fill(undefined), ...Array<string>(5).fill(`'${INVALID}' is not a valid phone number`)]);
	});
});
