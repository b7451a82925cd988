import type { IDataObject } from 'n8n-workflow';

import { saysNothing, valuesOf } from '../../records/values';

/**
 * The parameters of a call. Tracks which ones have been read. Parameters without a field are output unchanged, so that
 * nothing is lost: Plivo's pages don't list all parameters of WhatsApp messages.
 */
export class Parameters {
	private readonly asked = new Set<string>();
	private readonly used = new Set<string>();

	/** @param object the parameters by name */
	constructor(private readonly object: IDataObject) {}

	/**
	 * Reads a parameter.
	 *
	 * @param names the first one that yields a value counts
	 * @param reader returns null for what it can't read
	 */
	read<T>(names: string | string[], reader: (value: unknown) => T | null): T | null {
		const list = [names].flat();
		for (const name of list) this.asked.add(name);
		for (const name of list) {
			const result = reader(this.object[name]);
			if (result === null) continue;
			// The same value under two names is used only once.
			for (const other of list) if (other === name || this.object[other] === this.object[name]) this.use(other);
			return result;
		}
		return null;
	}

	entries(): Array<[name: string, value: unknown]> {
		return Object.entries(this.object);
	}

	/**
	 * Marks a parameter as used. If it is repeated with different values, only one of them was read, so all are output in
	 * `other`.
	 */
	use(name: string): void {
		const said = valuesOf(this.object[name]).filter((one) => one !== '' && one !== null && one !== undefined);
		if (said.every((one) => one === said[0])) this.used.add(name);
	}

	/** Marks a parameter that has a field, so that it isn't listed if it is empty. */
	ask(name: string): void {
		this.asked.add(name);
	}

	/**
	 * Everything without a field, under Plivo's names. Its total size is limited by the size of a call
	 * (signature/readCall.ts).
	 */
	rest(): IDataObject {
		return Object.fromEntries(
			Object.entries(this.object).filter(([name, value]) => !this.used.has(name) && !(this.asked.has(name) && saysNothing(value))),
		);
	}
}
