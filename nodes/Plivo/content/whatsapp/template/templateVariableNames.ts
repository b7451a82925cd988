import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';

/** A variable of a template's header or body, with its name if it has one. */
export interface NamedVariable {
	component: 'header' | 'body';
	/** Path to it: 'Body Variable 2'. */
	where: string;
	name: string | undefined;
}

/**
 * @param variables those of one template that people fill in; a file or a location has no name
 * @throws InvalidFieldError if only some have names, because a template has either names or numbers; or if there is a
 * duplicate
 */
export function refuseBadNames(variables: NamedVariable[]): void {
	const nameless = variables.find(({ name }) => name === undefined);
	if (nameless !== undefined && variables.some(({ name }) => name !== undefined)) {
		throw new InvalidFieldError(
			`${nameless.where}, Variable Name`,
			'is empty, while others have a name',
			'Give all of them a name, or none if the template has {{1}}, {{2}} and so on.',
		);
	}
	for (const [i, again] of variables.entries()) {
		const first = variables.slice(0, i).find(({ component, name }) => component === again.component && name === again.name);
		if (first === undefined || again.name === undefined) continue;
		throw new InvalidFieldError(
			`${again.where}, Variable Name`,
			`is ${quoted(again.name)}, the same as that of ${first.where}`,
			'Add each variable of the template once.',
		);
	}
}
