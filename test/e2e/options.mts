import { UserError } from '../../scripts/console.mjs';

export interface Options<Part extends string> {
	/** The parts to run, in their usual order. */
	parts: Part[];
	/** Whether the pictures of this run replace those in docs/pictures. */
	pictures: boolean;
}

/**
 * @param args of the command: `--only=a,b` and `--pictures`
 * @param all the existing parts
 * @throws {UserError} an unknown argument or part, or pictures without the part that takes them
 */
export function readOptions<Part extends string>(args: string[], all: readonly Part[]): Options<Part> {
	const options: Options<Part> = { parts: [...all], pictures: false };
	for (const arg of args) {
		const [, names] = /^--only=(.*)$/.exec(arg) ?? [];
		if (names !== undefined) options.parts = readParts(names, all);
		else if (arg === '--pictures') options.pictures = true;
		else throw new UserError(`Unknown argument ${arg}: use --only=${all.join(',')} (or some of these) and --pictures.`);
	}
	if (options.pictures && !options.parts.some((part) => part === 'editor')) {
		throw new UserError('--pictures needs the part editor, which takes the pictures.');
	}
	return options;
}

function readParts<Part extends string>(names: string, all: readonly Part[]): Part[] {
	const wanted = names.split(',').map((name) => name.trim()).filter(Boolean);
	const unknown = wanted.find((name) => !all.some((part) => part === name));
	if (unknown !== undefined || wanted.length === 0) {
		throw new UserError(`--only=${names} names ${unknown === undefined ? 'no part' : `"${unknown}", which doesn't exist`}. The parts are ${all.join(', ')}.`);
	}
	return all.filter((part) => wanted.includes(part));
}
