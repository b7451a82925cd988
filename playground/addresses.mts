/** Where everything is that the playground has. */
export interface Addresses {
	/** Of n8n, without a slash at its end. */
	n8n: string;
	plivo: { real: boolean; baseUrl: string; authId: string };
	/** Of the sandbox, unless Plivo is the real one. */
	sandbox: string | undefined;
}

/**
 * What `npm start` prints about where everything is. n8n is opened at its list of workflows: its own start page may be another one.
 *
 * @param signIn the lines about signing in, which belong below n8n's address
 */
export function addressLines({ n8n, plivo, sandbox }: Addresses, signIn: string[]): string[] {
	const messages = plivo.real
		? `Plivo     ${plivo.baseUrl} (account ${plivo.authId})`
		: `Phones    ${sandbox} (the sandbox in place of Plivo: what you send arrives there)`;
	return [`Workflows ${n8n}/home/workflows`, ...signIn, messages];
}
