import type { InstalledN8n } from '../playground/install.mts';
import { step } from '../scripts/console.mjs';
import { ratio, seconds, show, type Report } from './report.mts';
import { inTurns, quantile, type Figures } from './rounds.mts';
import { openSending, type Run } from './sending.mts';
import { senders } from './sendingNodes.mts';

const wholePlan = { few: 300, many: 1_000, latencies: [50, 150, 300, 600], together: [[2, 500], [20, 100]], sizes: [100, 1_000, 10_000], rounds: 2 } as const;
const quickPlan = { few: 60, many: 400, latencies: [150], together: [[2, 200], [20, 20]], sizes: [50, 100, 1_000], rounds: 1 } as const;

const text = `Each message has a text and a recipient of its own, and each request a TLS connection of its own, as n8n makes them. Plivo
Messaging has its default options; without a limit, Requests per 5 Seconds is set out of its way. HTTP Request has Batching with 50
items and its interval of 1 second. Edit Fields sends nothing: it evaluates the same two expressions for each item, the yardstick for
n8n's own work. "Latency" is that of each answer; "limit" is Plivo's 300 requests in any 5 seconds. "Time" is what n8n writes down
for the node; "total" is from the start of the first execution to the end of the last; "first request" is from the node's start until
its connection arrives. "Memory" is the most that n8n's process grew, the saving of the execution included, in an n8n that has only
just started, with a heap of 600 MB, so that V8 must collect what is garbage.`;
const head = ['messages', 'workflows', 'latency', 'limit', 'who', 'rounds', 'time', 'total', 'first request', 'most in flight', '429', 'memory'];

/** Our node beside n8n's nodes. @param quick few messages, once */
export async function measureSending(installed: InstalledN8n, report: Report, quick: boolean): Promise<void> {
	const { few, many, latencies, together, sizes, rounds } = quick ? quickPlan : wholePlan;
	const rows: string[][] = [];
	const underLimit: Figures[] = [];
	const sending = await openSending(installed);

	const measure = async (times: number, ...runs: Run[]): Promise<Figures[]> => {
		const contenders = runs.map((run) => {
			const { sender, messages, workflows = 1, latencyMs = 0 } = run;
			return { name: `${sender}: ${messages} messages, ${latencyMs} ms, workflows: ${workflows}`, run: async () => await sending.run(run) };
		});
		const found = await step(contenders.map(({ name }) => name).join(' | '), async () => await inTurns(times, contenders, report.failures));
		rows.push(...runs.map((run, i) => rowOf(run, times, found[i] ?? {})));
		underLimit.push(...found.filter((_, i) => runs[i]?.sender === 'Plivo Messaging' && !runs[i].unlimited));
		return found;
	};
	const ours = (messages: number, more: Partial<Run> = {}): Run => ({ sender: 'Plivo Messaging', messages, ...more });

	try {
		const first = senders.map((sender) => ({ name: `${sender}: warming up`, run: async () => await sending.warmUp(sender) }));
		await step('Warming up', async () => await inTurns(1, first, report.failures));

		const shared = { messages: few, latencyMs: 300 };
		const [own = {}, http = {}] = await measure(rounds, ours(few, shared), { sender: 'HTTP Request', ...shared });
		const [builtIn = {}] = await measure(1, { sender: 'built-in Plivo', ...shared });
		report.target(`${few} messages, 300 ms: built-in Plivo ÷ ours`, '≥', 20, ratio(builtIn.ms, own.ms));
		report.target(`${few} messages, 300 ms: ours ÷ HTTP Request`, '≤', 0.65, ratio(own.ms, http.ms));

		for (const latencyMs of latencies) {
			const [limited = {}, set = {}] = await measure(rounds, ours(many, { latencyMs }), { sender: 'Edit Fields', messages: many });
			const least = set.ms && Math.floor((many - 1) / 300) * 5_000 + set.ms;
			report.target(`${show(many)} messages, ${latencyMs} ms, limit: ours ÷ (what the limit imposes + Edit Fields)`, '≤', 1.15, ratio(limited.ms, least));
		}
		for (const [workflows, each] of together) {
			const all = workflows * each;
			const [several = {}, one = {}] = await measure(rounds, ours(all, { workflows, latencyMs: 150 }), ours(all, { latencyMs: 150 }));
			report.target(`${workflows} workflows with ${each} messages each ÷ one with ${show(all)}, limit: total`, '≤', 1.2, ratio(several.totalMs, one.totalMs));
		}
		const most = (name: 'rateLimited' | 'mostInFlight') => quantile(underLimit.flatMap((found) => found[name] ?? []), 1);
		report.target('ours under the limit, all of the above: answers of 429', '≤', 0, most('rateLimited'), '');
		report.target('ours under the limit, all of the above: most in flight', '≤', 100, most('mostInFlight'), '');

		for (const messages of sizes) {
			// Few items take little time, which varies more.
			const oftener = messages < 10_000 ? 4 * rounds : 1;
			const [free = {}, set = {}] = await measure(oftener, ours(messages, { unlimited: true }), { sender: 'Edit Fields', messages });
			report.target(`${show(messages)} items: ours until its first request ÷ Edit Fields`, '≤', 1.2, ratio(free.preparationMs, set.ms));
		}
		const [, tenth, largest] = sizes;
		const fresh = { unlimited: true, fresh: true };
		const plain: Run = { sender: 'HTTP Request', messages: largest, ...fresh };
		const [small = {}, grown = {}, grownHttp = {}] = await measure(1, ours(tenth, fresh), ours(largest, fresh), plain);
		report.target(`no limit, 0 ms: time for ${show(largest)} ÷ time for ${show(tenth)} messages`, '≤', 11, ratio(grown.ms, small.ms));
		report.target(`${show(largest)} messages: memory of ours ÷ HTTP Request`, '≤', 1, ratio(grown.grownMb, grownHttp.grownMb));
	} finally {
		await sending.close();
		report.section('Sending', text, head, rows);
	}
}

function rowOf({ sender, messages, latencyMs = 0, unlimited = false, workflows = 1, fresh }: Run, rounds: number, found: Figures): string[] {
	const conditions = sender === 'Edit Fields' ? ['–', '–'] : [`${latencyMs} ms`, unlimited ? 'no' : 'yes'];
	const times = [found.ms, found.totalMs, found.preparationMs].map(seconds);
	const counts = [show(found.mostInFlight), show(found.rateLimited), show(fresh ? found.grownMb : undefined, ' MB')];
	return [show(messages), show(workflows), ...conditions, sender, show(rounds), ...times, ...counts];
}
