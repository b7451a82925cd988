import { parseArgs } from 'node:util';
import { manualClock } from './clock.mts';
import { rentedNumbers } from './fixtures.mts';
import { startSandbox } from './server.mts';
import { readVariants } from './variants.mts';

const usage = 'Usage: npm run sandbox -- [--port 4010] [--host 127.0.0.1] [--manual-clock] [--variant name=position …]';

function stop(line: string): never {
	console.error(line);
	process.exit(1);
}

function readOptions() {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: '4010' },
				host: { type: 'string', default: '127.0.0.1' },
				'manual-clock': { type: 'boolean', default: false },
				variant: { type: 'string', multiple: true, default: [] },
			},
		});
		return { ...values, variants: readVariants(values.variant) };
	} catch (error) {
		return stop(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
	}
}

const { port, host, 'manual-clock': manual, variants } = readOptions();
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) stop(`--port ${port} isn't a valid port.\n${usage}`);

const sandbox = await startSandbox({
	host,
	port: Number(port),
	variants,
	...(manual ? { clock: manualClock(new Date().toISOString()) } : {}),
}).catch((error: NodeJS.ErrnoException) =>
	stop(
		error.code === 'EADDRINUSE'
			? `Port ${port} is in use. Choose another one: npm run sandbox -- --port ${Number(port) + 1}`
			: `The sandbox couldn't start: ${error.message}`,
	),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void sandbox.close().then(() => process.exit(0));
	});
}

const textNumbers = rentedNumbers.filter(({ sms, subaccount }) => sms && subaccount === null).slice(0, 4);
console.log(`Plivo sandbox   ${sandbox.url}   (open it in a browser: phones, log, faults)
  all numbers   ${sandbox.url}/sandbox/about
  auth id       ${sandbox.account.authId}
  auth token    ${sandbox.account.authToken}
  numbers       ${textNumbers.map(({ number }) => `+${number}`).join('  ')}
Press Ctrl-C to stop.`);
