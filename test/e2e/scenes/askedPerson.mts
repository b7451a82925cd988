import assert from 'node:assert/strict';
import { NUMBER } from '../../../playground/numbers.mts';
import type { Execution } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Stage } from './stage.mts';

export const ASKS = 'sms-ask-and-wait.json';
export const HANDS_OVER = 'sms-hand-over-answers.json';

const TABLE = 'Open questions by SMS';

/** A row of the data table that both examples use. */
interface OpenQuestion {
	status: string;
	resumeUrl: string;
}

/** A person who is asked by one of the two examples about questions by SMS, and whose messages go to the other. */
export class AskedPerson {
	/**
	 * @param asking the example that asks
	 * @param handing the example that hands over answers, which must be active
	 * @param phone only digits; nobody else may use it
	 */
	constructor(
		readonly asking: Stage,
		readonly handing: Stage,
		readonly phone: string,
	) {}

	/** The texts that this person got, oldest first. */
	get got(): Array<string | undefined> {
		return this.asking.sentTo(this.phone).map(({ text }) => text);
	}

	/**
	 * @param fields of Question, in addition to the phone
	 * @param changes parameters of other nodes
	 * @returns a copy that asks this person, and looks every second whether it's its turn
	 */
	async copy(fields: object = {}, changes: Record<string, object> = {}): Promise<Stage> {
		const jsonOutput = JSON.stringify({ ...this.fields, phone: `+${this.phone}`, ...fields });
		return await this.asking.copy({ Question: { jsonOutput }, 'Wait in Line': { amount: 1 }, ...changes });
	}

	/** The fields of Question in the example. */
	get fields(): { question: string; questionAgain: string } {
		return JSON.parse(String(this.asking.parameter('Question', 'jsonOutput'))) as { question: string; questionAgain: string };
	}

	/** Starts asking. See copy. @returns the ID of the execution */
	async isAsked(fields?: object, changes?: Record<string, object>): Promise<string> {
		return await (await this.copy(fields, changes)).start();
	}

	/** Waits until an execution has asked and waits for the answer. */
	async isAwaited(execution: string): Promise<void> {
		await until('the question is sent', async () => (await this.rows()).some(({ status }) => status === 'asked'));
		await until('it waits for the answer', async () => (await this.asking.client.execution(execution)).status === 'waiting');
	}

	/** Sends a text. @returns the execution that takes it, once it has succeeded */
	async writes(text: string, intent?: 'optout' | 'optin' | 'help'): Promise<Execution> {
		const uuid = this.asking.sandbox.receive({ from: this.phone, to: NUMBER, text, ...(intent && { intent }) });
		return await this.handing.succeeds(await this.taken(uuid));
	}

	/** @returns the ID of the execution that a message has started */
	async taken(messageUuid: string): Promise<string> {
		const { client, workflow } = this.handing;
		let taken: string | undefined;
		await until('the message has started the workflow', async () => {
			for (const id of (await client.executions(workflow.id)).ids) {
				const [message] = (await client.execution(id)).output('Plivo Messaging Trigger');
				if (message?.message_uuid === messageUuid) taken = id;
			}
			return taken !== undefined;
		});
		return taken ?? '';
	}

	/** @returns the item that comes out, once the execution has ended and its row is gone */
	async outcome(execution: string): Promise<object> {
		const ended = await this.asking.succeeds(execution);
		const outcomes = ended.output('Outcome');
		assert.equal(outcomes.length, 1, `it ended with ${ended.lastNode}`);
		return outcomes[0] ?? {};
	}

	/** Checks that an execution ends with this outcome. */
	async endsWith(execution: string, outcome: string, answer = ''): Promise<void> {
		assert.deepEqual(await this.outcome(execution), { phone: `+${this.phone}`, outcome, answer, reason: '' });
	}

	/** @returns this person's rows in the data table, oldest first */
	async rows(): Promise<OpenQuestion[]> {
		const path = await this.pathOfRows();
		if (path === undefined) return [];
		const query = new URLSearchParams({ filter: JSON.stringify(this.filter), sortBy: 'id:asc' });
		return (await this.asking.client.request<{ data: OpenQuestion[] }>('GET', `${path}?${query}`)).data;
	}

	/** Makes this person's rows expire. */
	async expireRows(): Promise<void> {
		await this.changeRows({ expiresAt: new Date(Date.now() - 1000).toISOString() });
	}

	/** Changes columns of all of this person's rows. */
	async changeRows(data: object): Promise<void> {
		await this.asking.client.request('PATCH', (await this.pathOfRows()) ?? '', { filter: this.filter, data });
	}

	private get filter(): object {
		return { type: 'and', filters: [{ columnName: 'phone', condition: 'eq', value: `+${this.phone}` }] };
	}

	/** @returns undefined if there is no table yet */
	private async pathOfRows(): Promise<string | undefined> {
		const { data } = await this.asking.client.request<{ data: Array<{ id: string; name: string; projectId: string }> }>(
			'GET',
			'/rest/data-tables-global',
		);
		const table = data.find(({ name }) => name === TABLE);
		return table && `/rest/projects/${table.projectId}/data-tables/${table.id}/rows`;
	}
}
