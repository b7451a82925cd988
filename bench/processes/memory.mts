import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Memory } from './protocol.mts';

const everyMs = 5;

// A thread of its own, because a node that works through thousands of items lets no timer of ours fire meanwhile.
const watcher = `
const { parentPort } = require('node:worker_threads');
let most = 0;
const look = () => { most = Math.max(most, process.memoryUsage.rss()); };
const timer = setInterval(look, ${everyMs});
parentPort.once('message', () => { clearInterval(timer); look(); parentPort.postMessage(most); });
parentPort.postMessage('ready');
`;

/** Runs work, and measures the most that this process grew by meanwhile. The heap is only seen between two steps of the work. */
export async function withMemory<T>(work: () => Promise<T>): Promise<{ result: T; memory: Memory }> {
	const worker = new Worker(watcher, { eval: true, execArgv: [] });
	await once(worker, 'message');
	globalThis.gc?.();
	const before = process.memoryUsage();
	let heap = before.heapUsed;
	const look = () => (heap = Math.max(heap, process.memoryUsage().heapUsed));
	const timer = setInterval(look, everyMs);
	const result = await work();
	clearInterval(timer);
	look();
	worker.postMessage('end');
	const [resident] = (await once(worker, 'message')) as [number];
	await worker.terminate();
	return { result, memory: { resident: Math.max(0, resident - before.rss), heap: heap - before.heapUsed } };
}
