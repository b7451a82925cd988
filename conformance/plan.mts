import { MAX_MESSAGES } from './budget.mts';
import { type Check } from './check.mts';
import type { Options } from './options.mts';
import { missing, missingNeeds, type Scene } from './stage.mts';

/** What a run will do, known before the first request that changes anything. */
export interface Plan {
	checks: Check[];
	leftOut: Array<{ check: Check; why: string }>;
	/** Each once, in the order in which the checks need them. */
	scenes: Array<Scene<unknown>>;
	messages: number;
	units: number;
}

/** @throws Error if the checks together would send more than a run may: a mistake in the checks */
export function planOf(all: readonly Check[], options: Options): Plan {
	const wanted = all.filter(({ id }) => options.only.length === 0 || options.only.includes(id));
	const lacks = (check: Check) => missingNeeds(check.needs, options);
	const checks = wanted.filter((check) => lacks(check).length === 0);
	const scenes = [...new Set(checks.flatMap((check) => check.scenes))];
	const messages = sum(scenes.map((scene) => scene.messages(options)));
	if (messages > MAX_MESSAGES) throw new Error(`the plan has ${messages} messages, more than ${MAX_MESSAGES}`);
	return {
		checks,
		leftOut: wanted.filter((check) => lacks(check).length > 0).map((check) => ({ check, why: missing(lacks(check)[0] ?? '--public-url') })),
		scenes,
		messages,
		units: sum(scenes.map((scene) => scene.units?.(options) ?? 0)),
	};
}

/** The plan as people read it. */
export function planText(plan: Plan, options: Options): string {
	const { scenes, messages, units } = plan;
	const rows = scenes.map((scene) => [scene.does, String(scene.messages(options) || '–'), scene.units ? String(scene.units(options)) : '–', scene.changes ?? '–']);
	const isWhatsapp = scenes.some((scene) => scene.does.includes('WhatsApp message with') || scene.does.includes('WhatsApp messages'));
	return [
		`Account   ${options.authId} at ${options.baseUrl}`,
		`From      +${options.from}${options.whatsapp === undefined ? '' : `, on WhatsApp +${options.whatsapp}`}`,
		`To        ${options.to.map((to) => `+${to}`).join(' and ')}, and nobody else`,
		'',
		table([['What this run does', 'Messages', 'SMS units', 'What it changes'], ...rows, ['At most', String(messages), String(units), '']]),
		'',
		messages === 0 ? 'Cost: none. This run sends no message.' : costText(plan, isWhatsapp),
		'At the end, and when you press Ctrl-C, all changes are undone, and what could not be undone is listed.',
		...(plan.leftOut.length === 0 ? [] : ['', 'Left out:', ...plan.leftOut.map(({ check, why }) => `  ${check.id}: ${why}`)]),
	].join('\n');
}

function costText({ messages, units }: Plan, isWhatsapp: boolean): string {
	const whatsapp = isWhatsapp ? ', and WhatsApp messages within a conversation that you begin' : '';
	const priced = `up to ${units} ${units === 1 ? 'unit' : 'units'} of SMS${whatsapp}`;
	return `Cost: your price list's for up to ${messages} messages: ${priced}. Everything else is free. No run ever sends more than ${MAX_MESSAGES} messages.`;
}

/** Columns of equal width. */
export function table(rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
