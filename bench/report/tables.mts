import type { Row } from '../measure.mts';
import { imposedMs } from '../scenario.mts';
import { figure, findRows, highest, median, ratio, withoutNetwork, type Results } from './figures.mts';
import { count, decimal, megabytes, seconds, table, times } from './format.mts';

/** @returns every table that there are figures for, each under its heading and with what it shows */
export function tables(results: Results): string[] {
	const largest = Math.max(0, ...results.rows.filter(({ scenario }) => !scenario.broadcast).map(({ scenario }) => scenario.messages));
	const atOnce = findRows(results, { messages: largest, latencyMs: 0, limit: 'none', broadcast: false });
	return [
		section('Different texts, no limit', speedText, speedHead, findRows(results, { limit: 'none', broadcast: false }), speedCells),
		section("Under Plivo's limit for an account", limitText, limitHead, findRows(results, { limit: 'account' }), limitCells),
		section('Broadcast', broadcastText, broadcastHead, findRows(results, { broadcast: true }), broadcastCells),
		section('Without the network', networkText, networkHead, atOnce, networkCells),
		section('Memory', memoryText, ['place', 'messages', ...memoryHead], atOnce.filter(hasMemory), memoryCells),
		triggerSection(results),
		strangerSection(results),
		listSection(results),
	].filter((text) => text !== '');
}

function section(title: string, text: string, head: string[], rows: Row[], cells: (row: Row) => string[]): string {
	return rows.length === 0 ? '' : `## ${title}\n\n${text}\n\n${table(head, rows.map(cells))}`;
}

const speedText = `Time to send so many messages, each with a text and a recipient of its own: the median of so many rounds.
"One at a time" is the node with a concurrency of 1; "fetch loop" is a plain process that does nothing but call \`fetch\`, ten at a
time like the node. The columns with ÷ divide one time by another of the same line. "In flight" is the most requests that the
sandbox had before it at one moment. A combination that would take minutes is left out (–), and one that takes a minute has one round.`;
const speedHead = [
	'place',
	'messages',
	'latency',
	'rounds',
	'node',
	'one at a time',
	'HTTP Request',
	'fetch loop',
	'one at a time ÷ node',
	'node ÷ fetch loop',
	'node ÷ HTTP Request',
	'in flight: node',
	'in flight: HTTP Request',
];

function speedCells(row: Row): string[] {
	const [node, alone, http, bare] = [figure(row, 'node'), figure(row, 'alone'), figure(row, 'http'), figure(row, 'bare')];
	return [
		row.place,
		count(row.scenario.messages),
		`${row.scenario.latencyMs} ms`,
		count(row.scenario.rounds),
		...[node, alone, http, bare].map(seconds),
		...[ratio(alone, node), ratio(node, bare), ratio(node, http)].map(times),
		count(highest(row, 'node', ({ mostInFlight }) => mostInFlight)),
		count(highest(row, 'http', ({ mostInFlight }) => mostInFlight)),
	];
}

const limitText = `The node with its default options against a sandbox that allows 300 requests in any 5 seconds. "Imposed" is what that alone
takes for so many requests; "turned away" counts the requests that were answered with 429.`;
const limitHead = ['place', 'messages', 'latency', 'rounds', 'imposed', 'node', 'node ÷ imposed', 'turned away'];

function limitCells(row: Row): string[] {
	const { messages, latencyMs, rounds } = row.scenario;
	const [imposed, node] = [imposedMs(messages), figure(row, 'node')];
	return [
		row.place,
		count(messages),
		`${latencyMs} ms`,
		count(rounds),
		seconds(imposed),
		seconds(node),
		times(ratio(node, imposed)),
		count(highest(row, 'node', ({ rateLimited }) => rateLimited)),
	];
}

const broadcastText = 'The node with its option Broadcast on: one text for so many recipients, an item each.';
const broadcastHead = ['place', 'recipients', 'latency', 'rounds', 'requests', 'node'];

function broadcastCells(row: Row): string[] {
	const { messages, latencyMs, rounds } = row.scenario;
	const requests = highest(row, 'node', ({ requests: made }) => made);
	return [row.place, count(messages), `${latencyMs} ms`, count(rounds), count(requests), seconds(figure(row, 'node'))];
}

const networkText = `What is left of a node's time when that of the fetch loop is taken off, at no latency: n8n's own work for so many items.`;
const networkHead = ['place', 'messages', 'node', 'HTTP Request', 'node ÷ HTTP Request'];

function networkCells(row: Row): string[] {
	const [node, http] = [withoutNetwork(row, 'node'), withoutNetwork(row, 'http')];
	return [row.place, count(row.scenario.messages), seconds(node), seconds(http), times(ratio(node, http))];
}

const memoryText = `The most that the process grew by during a run at no latency, over what it had just before: "resident" is what the operating
system gave it, "heap" what its JavaScript objects took, dead ones included until they were collected.`;
const memoryHead = ['resident', 'heap'].flatMap((kind) => [`${kind}: node`, `${kind}: HTTP Request`, `${kind}: node ÷ HTTP Request`]);

function memoryCells(row: Row): string[] {
	const cells = (kind: 'resident' | 'heap') => {
		const [node, http] = [figure(row, 'node', ({ memory }) => memory?.[kind]), figure(row, 'http', ({ memory }) => memory?.[kind])];
		return [megabytes(node), megabytes(http), times(ratio(node, http))];
	};
	return [row.place, count(row.scenario.messages), ...cells('resident'), ...cells('heap')];
}

function hasMemory({ samples }: Row): boolean {
	return [...samples.values()].flat().some(({ memory }) => memory !== undefined);
}

const triggerText = `Signed messages, so many at a time, each as soon as there is an answer to one before it; not one that was not answered with 200, and
an execution for each. "Webhook" is n8n's own node of that name, which checks nothing, in the same n8n: the median of so many rounds,
in turns. "Slowest" is the longest that a caller waited for an answer; Plivo hangs up after 8 seconds and tries again.`;

function triggerSection({ trigger }: Results): string {
	if (trigger === undefined) return '';
	const head = ['place', 'messages', 'at a time', 'rounds', 'trigger: a second', 'Webhook: a second', 'trigger ÷ Webhook', 'slowest: trigger', 'slowest: Webhook'];
	const { messages, atATime, rounds, samples } = trigger;
	const ms = (kind: 'trigger' | 'webhook') => median(samples[kind].map((sample) => sample.ms));
	const slowest = (kind: 'trigger' | 'webhook') => Math.max(...samples[kind].map((sample) => sample.slowestMs));
	const rate = (kind: 'trigger' | 'webhook') => decimal(ratio(messages * 1_000, ms(kind)));
	const cells = [
		'n8n',
		...[messages, atATime, rounds].map(count),
		rate('trigger'),
		rate('webhook'),
		times(ratio(ms('webhook'), ms('trigger'))),
		seconds(slowest('trigger')),
		seconds(slowest('webhook')),
	];
	return `## Messages that come in\n\n${triggerText}\n\n${table(head, [cells])}`;
}

const strangerText = `Calls that Plivo has not made, one at a time: what n8n took for one of 8 MB, half of them without a signature and half with a made-up
one. n8n reads and parses a call before any node sees it, so "Webhook", n8n's own node of that name, shows what of it is n8n's.
"Genuine" is one signed message. Then signed messages, one at a time, alone and beside a flood of such calls, small and huge, to
the same trigger: not one was lost, and each has its execution.`;

function strangerSection({ trigger }: Results): string {
	if (trigger === undefined) return '';
	const { genuineMs, huge, messages, alone, beside, calls } = trigger.strangers;
	const costs = huge.map(({ name, trigger: ours, webhook }) => [
		'n8n',
		`${name}, 8 MB`,
		...[genuineMs, ours, webhook].map(seconds),
		...[ratio(ours, genuineMs), ratio(ours, webhook)].map(times),
	]);
	const rate = ({ ms }: { ms: number }) => decimal(ratio(messages * 1_000, ms));
	const cells = ['n8n', count(messages), count(calls), rate(alone), rate(beside), times(ratio(alone.ms, beside.ms)), seconds(beside.slowestMs)];
	return [
		`## Calls from strangers\n\n${strangerText}`,
		table(['place', 'call', 'genuine', 'trigger', 'Webhook', 'trigger ÷ genuine', 'trigger ÷ Webhook'], costs),
		table(['place', 'messages', 'strangers', 'alone: a second', 'beside: a second', 'beside ÷ alone', 'slowest beside'], [cells]),
	].join('\n\n');
}

const listText = `Message → List with Return All, on the real clock. Plivo gives 20 records a request and allows 20 such requests a minute, so
"imposed" is the time that so many records take at least.`;

function listSection({ list }: Results): string {
	if (list === undefined) return '';
	const head = ['place', 'records', 'requests', 'imposed', 'node', 'node ÷ imposed', 'turned away'];
	const { records, requests, imposedMs: imposed, ms, rateLimited } = list;
	const cells = ['engine', count(records), count(requests), seconds(imposed), seconds(ms), times(ratio(ms, imposed)), count(rateLimited)];
	return `## A long list\n\n${listText}\n\n${table(head, [cells])}`;
}
