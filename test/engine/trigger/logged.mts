interface Logger {
	info(message: string): void;
	warn(message: string): void;
	error(message: string): void;
}

/** What the node says to n8n's log from now on, until jest restores its mocks. */
export function logged(level: keyof Logger): () => string {
	// Of n8n-core's own copies: others, at the top of node_modules, know none of its services.
	const from = { paths: [require.resolve('n8n-core')] };
	/* eslint-disable @typescript-eslint/no-require-imports -- which copies they are, is only known at run time */
	const { Container } = require(require.resolve('@n8n/di', from)) as { Container: { get(type: unknown): Logger } };
	const { Logger } = require(require.resolve('@n8n/backend-common', from)) as { Logger: unknown };
	/* eslint-enable @typescript-eslint/no-require-imports */
	const lines: string[] = [];
	jest.spyOn(Container.get(Logger), level).mockImplementation((message) => void lines.push(message));
	return () => lines.join('\n');
}
