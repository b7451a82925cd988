import type { IDataObject } from 'n8n-workflow';

import { saysNothing, valuesOf } from './values';

/**
 * The parameters of a call, which remembers what has been read. What an item has no field for comes out as it came, so that
 * nothing is left out: Plivo's pages don't name all that WhatsApp messages carry.
 */
export class Parameters {
	private readonly asked = new Set<string>();
	private readonly used = new Set<string>();

	/** @param object the parameters by name */
	constructor(private readonly object: IDataObject) {}

	/**
	 * Reads a parameter.
	 *
	 * @param names of which the first that gives something counts
	 * @param reader gives null for what it can't read
	 */
	read<T>(names: string | string[], reader: (value: unknown) => T | null): T | null {
		const list = [names].flat();
		for (const name of list) this.asked.add(name);
		for (const name of list) {
			const result = reader(this.object[name]);
			if (result === null) continue;
			// Under two names, the same is said once.
			for (const other of list) if (other === name || this.object[other] === this.object[name]) this.use(other);
			return result;
		}
		return null;
	}

	entries(): Array<[name: string, value: unknown]> {
		return Object.entries(this.object);
	}

	/** Marks a parameter as read; but of a repeated one, only one value is, so it comes out whole where it has another. */
	use(name: string): void {
		const said = valuesOf(this.object[name]).filter((one) => one !== '' && one !== null && one !== undefined);
		if (said.every((one) => one === said[0])) this.used.add(name);
	}

	/** Marks a parameter as one that has a field, so that it isn't listed when it says nothing. */
	ask(name: string): void {
		this.asked.add(name);
	}

	/** What no field has, under Plivo's names. What it may add up to is limited with the size of a call (signature/readCall.ts). */
	rest(): IDataObject {
		return Object.fromEntries(
			Object.entries(this.object).filter(([name, value]) => !this.used.has(name) && !(this.asked.has(name) && saysNothing(value))),
		);
	}
}
