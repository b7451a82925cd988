import { createServer } from 'node:http';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { claimPort, loopback } from '../../../playground/ports.mts';
import { CEILING_MS, until } from '../../../playground/until.mts';
import { gate } from '../../../sandbox/gate.mts';
import { expect, test } from '../fixtures.mts';
import { TriggerWorkflow } from './triggerWorkflow.mts';
import { workflowNode } from './workflowNode.mts';

// What happens to messages while n8n runs as many executions as it's allowed to, and so doesn't answer.

test('a message whose execution waits for its turn starts the workflow once, although Plivo hangs up and calls again', async ({ playground, sandbox }) => {
	const receive = (text: string) => sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
	const statusesOf = (uuid: string) => sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid).map(({ status, error }) => status ?? error);
	const slow = await SlowServer.start();
	await playground.restart('stop', { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
	const trigger = await TriggerWorkflow.create(playground, 'Busy check', {}, [slow.node('Next')]);
	await trigger.activate();
	receive('Slow');
	await until('the first one runs', () => slow.isAsked);
	const uuid = receive('In the queue');
	await until('Plivo has hung up', () => statusesOf(uuid)[0] === 'no answer within 8 seconds');
	await until('Plivo has come again', () => statusesOf(uuid)[1] !== undefined);
	expect(statusesOf(uuid)[1]).not.toBe(200);
	slow.answer();
	await trigger.expectExecutions(2);
	const { ids } = await playground.client.executions(trigger.workflow.id);
	await Promise.all(ids.map((id) => playground.client.end(id)));
	await trigger.comeAgain(uuid);
	process.stdout.write(`    ${statusesOf(uuid).join(', ')}\n`);
	await trigger.expectExecutions(2);
	await trigger.deactivate();
	slow.close();
	await playground.restart('stop');
});

/** Keeps an execution busy: a server that holds back its first answer until it's told to send it, and answers others at once. */
class SlowServer {
	isAsked = false;
	private readonly first = gate();
	private readonly server = createServer((_request, response) => {
		const answered = this.isAsked ? Promise.resolve() : this.first.opened;
		this.isAsked = true;
		void answered.then(() => response.end('{}'));
	});

	private constructor(private readonly port: number) {}

	static async start(): Promise<SlowServer> {
		const slow = new SlowServer(await claimPort(undefined, 'the port of a slow server'));
		await new Promise<void>((resolve) => slow.server.listen(slow.port, loopback, resolve));
		return slow;
	}

	/** A node that sends a request to it. */
	node(name: string) {
		const parameters = { url: `http://${loopback}:${this.port}/`, options: { timeout: CEILING_MS } };
		return workflowNode(name, 'n8n-nodes-base.httpRequest', { typeVersion: 4.2, parameters });
	}

	answer(): void {
		this.first.open();
	}

	close(): void {
		this.first.open();
		this.server.closeAllConnections();
		this.server.close();
	}
}
