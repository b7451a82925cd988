import { createServer, type ServerResponse, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the stand-in sees it. */
export interface StandInRequest {
	method: string;
	/** Below the account, such as `Message/`. */
	path: string;
	query: URLSearchParams;
}

/** In place of an answer: none, ever. */
export const SILENCE = Symbol('silence');

/** A server in place of the sandbox, for answers that Plivo never gives. */
export class PlivoStandIn {
	/** Base URL for the credential. */
	url = '';
	readonly requests: StandInRequest[] = [];

	private answer: (request: StandInRequest) => unknown = () => ({});
	private readonly server: Server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
		const seen = { method: request.method ?? '', path: pathname.replace(/^\/v1\/Account\/[^/]+\//, ''), query: searchParams };
		this.requests.push(seen);
		request.resume().on('end', () => this.respond(response, this.answer(seen)));
	});

	static async start(): Promise<PlivoStandIn> {
		const standIn = new PlivoStandIn();
		await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
		standIn.url = `http://127.0.0.1:${(standIn.server.address() as AddressInfo).port}`;
		return standIn;
	}

	/** What it answers from now on, with no requests counted so far. */
	set(answer: (request: StandInRequest) => unknown): void {
		this.answer = answer;
		this.requests.length = 0;
	}

	get credentials() {
		return { authId: 'MA0123456789ABCDEFGH', authToken: 'secret', baseUrl: this.url };
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private respond(response: ServerResponse, answer: unknown): void {
		if (answer === SILENCE) return;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(answer));
	}
}
