/** How each thing that was started is ended, in the order in which they were started. */
export type Ends = Array<() => Promise<void>>;

/**
 * Ends what was started last first, each whatever became of those before it, so that nothing stays behind.
 *
 * @throws the first error
 */
export async function endAll(ends: Ends): Promise<void> {
	const errors: unknown[] = [];
	for (const end of ends.splice(0).reverse()) await end().catch((error: unknown) => errors.push(error));
	if (errors.length > 0) throw errors[0];
}
