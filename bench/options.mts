import { parseArgs } from 'node:util';
import { UserError } from '../scripts/console.mjs';

/** What can be measured by itself. */
export const parts = ['engine', 'n8n', 'trigger', 'list'] as const;
export type Part = (typeof parts)[number];

export interface Options {
	/** Few messages, once: for trying the benchmark out. */
	quick: boolean;
	parts: Part[];
}

/**
 * @param argv the words after `npm run bench --`
 * @throws {UserError} a word that is no option
 */
export function readOptions(argv: string[]): Options {
	const usage = `Usage: npm run bench -- [--quick] [--only=${parts.join('|')}]`;
	try {
		const { values } = parseArgs({ args: argv, options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
		const only = parts.find((part) => part === values.only);
		if (values.only !== undefined && only === undefined) throw new Error(`There is no part "${values.only}".`);
		// The list takes four minutes however few records anybody wants, so nobody gets it for trying things out.
		const all = parts.filter((part) => part !== 'list' || !values.quick);
		return { quick: values.quick, parts: only === undefined ? all : [only] };
	} catch (error) {
		throw new UserError(`${(error instanceof Error ? error.message : String(error)).replace(/\.?$/, '.')} ${usage}`);
	}
}
