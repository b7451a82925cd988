/** The functions that stop what was started, in the order in which it was started. */
export type Ends = Array<() => Promise<void>>;

/**
 * Stops everything in reverse order. If one fails, the others are still stopped, so that nothing is left running.
 *
 * @throws the first error
 */
export async function endAll(ends: Ends): Promise<void> {
	const errors: unknown[] = [];
	for (const end of ends.splice(0).reverse()) await end().catch((error: unknown) => errors.push(error));
	if (errors.length > 0) throw errors[0];
}
