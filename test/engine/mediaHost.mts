import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

/**
 * Two servers in place of the sandbox, for what its media never do: one that answers the list of a message's media with
 * the records it is given, and, as a host of its own as with Plivo, one that serves the files in whatever way.
 */
export class MediaHost {
	/** Every request to the host of the files. */
	readonly requests: IncomingMessage[] = [];
	records: IDataObject[] = [];
	serve: RequestListener = (_request, response) => void response.end();

	private readonly servers: Server[] = [];
	/** Base URL of what stands in for Plivo's API. */
	api = '';
	/** Base URL of the files. */
	url = '';

	static async start(): Promise<MediaHost> {
		const host = new MediaHost();
		host.api = await host.listen((_request, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ api_id: 'x', objects: host.records }));
		});
		host.url = await host.listen((request, response) => {
			host.requests.push(request);
			host.serve(request, response);
		});
		return host;
	}

	private async listen(answer: RequestListener): Promise<string> {
		const server = createServer(answer);
		this.servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	/** What the host does from now on, with no requests counted so far. */
	set(records: IDataObject[], serve: RequestListener): void {
		this.records = records;
		this.serve = serve;
		this.requests.length = 0;
	}

	close(): void {
		for (const server of this.servers) {
			server.closeAllConnections();
			server.close();
		}
	}
}
