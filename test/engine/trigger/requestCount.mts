/**
 * The path of a fault that goes by how many requests there have been: the sandbox asks a rule's path whether it matches. It
 * does from one request on, up to another.
 */
export class RequestCount extends RegExp {
	/** How many requests there have been. */
	count = 0;

	constructor(
		private readonly first: number,
		private readonly last = first,
	) {
		super('');
	}

	override [Symbol.search](): number {
		this.count += 1;
		return this.count >= this.first && this.count <= this.last ? 0 : -1;
	}
}
