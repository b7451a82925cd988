/** What answers are held back at (`until` of a slow fault), and anything else, until somebody opens it. */
export interface Gate {
	opened: Promise<void>;
	open(): void;
}

/** @returns one that is closed */
export function gate(): Gate {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}
