/** Holds back answers (`until` of a slow fault), or anything else, until it's opened. */
export interface Gate {
	opened: Promise<void>;
	open(): void;
}

/** @returns a closed gate */
export function gate(): Gate {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}
