import { nameOf } from '../scenario.mts';
import type { Results } from './figures.mts';
import { tables } from './tables.mts';
import { targetSection } from './targets.mts';

/** What the figures were taken on; nothing that tells whose machine it is. */
export interface Surroundings {
	/** ISO 8601, without the time. */
	date: string;
	n8n: string;
	/** The Node that n8n and all that is measured run on. */
	node: string;
	cores: number;
}

/** @returns the whole report, in Markdown */
export function report(results: Results, { date, n8n, node, cores }: Surroundings): string {
	return `${[
		'# Benchmark',
		`Made by \`npm run bench\` on ${date}, with n8n ${n8n} on Node ${node} and ${cores} cores, against the sandbox in a process of its own.
Only ratios within a run mean something: contenders take turns, and times depend on the machine.`,
		`"n8n" is a real n8n, with the time that it writes down for the node itself. "engine" is n8n's own engine in a fresh process for
each run: nothing is stored, and the credential need not be decrypted. HTTP Request is n8n's own node of that name, sending the
same JSON with the same credential, all else as it is in a new node. Every run counts only if the sandbox took each message once.`,
		targetSection(results),
		...tables(results),
		failureSection(results),
	]
		.filter((text) => text !== '')
		.join('\n\n')}\n`;
}

/** @returns what failed to run, a line each */
export function failuresOf({ rows, otherFailures }: Results): string[] {
	const lines = rows.flatMap(({ place, scenario, failures }) =>
		[...failures].map(([contender, why]) => `${place}, ${nameOf(scenario)}, ${contender}: ${why}`),
	);
	return [...lines, ...otherFailures];
}

function failureSection(results: Results): string {
	const lines = failuresOf(results);
	return lines.length === 0 ? '' : `## What failed\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
