import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import type { Sent, Stage } from './stage.mts';
import { allOf, answer, question, shortLimit } from './waiting.mts';

const [ANN, BOB, CLEO] = [PHONE, '14155550124', '14155550125'];
const EVERYBODY = [ANN, BOB, CLEO].join('<');
/** Plivo accepts no messages to this number, because it can't exist. */
const NO_PHONE = '12401234567';

/** on-call-alert.json: people are asked one at a time, until someone takes the alert. */
export async function onCallAlert(stage: Stage): Promise<void> {
	// The first one takes up to a minute, because n8n checks for finished waits once a minute.
	await allOf([nobodyAnswersAtFirst(stage), firstCannotBeAsked(stage), byButton(stage), byWebhook(stage)]);
}

/** Ann doesn't answer, so Bob is asked; he takes it. */
async function nobodyAnswersAtFirst(stage: Stage): Promise<void> {
	const { text, changes } = alert();
	const copy = await stage.copy({ ...changes, 'Ask the Person': { options: shortLimit } });
	const round = new Round(copy, text, await copy.start());
	await round.asked(ANN);
	await round.answers(await round.asked(BOB), 'approve');
	await round.endsWith([ANN, BOB], `Bob is taking care of this: ${text}`);
}

/** Ann's number is invalid, so Bob is asked; he takes it. */
async function firstCannotBeAsked(stage: Stage): Promise<void> {
	const { text, changes } = alert();
	const people = String(stage.parameter('People on Call', 'jsonOutput')).replace(ANN, NO_PHONE);
	const copy = await stage.copy({ ...changes, 'People on Call': { jsonOutput: people } });
	const round = new Round(copy, text, await copy.start());
	await round.answers(await round.asked(BOB), 'approve');
	await round.endsWith([BOB], `Bob is taking care of this: ${text}`, [NO_PHONE, BOB, CLEO].join('<'));
}

/** An alert that no other scene uses, instead of the example's. */
function alert(): { text: string; changes: Record<string, object> } {
	const text = `No orders for 5 minutes ${randomUUID()}`;
	const assignments = { assignments: [{ id: randomUUID(), name: 'text', value: text, type: 'string' }] };
	return { text, changes: { Alert: { assignments } } };
}

/** The example's own alert, started by its button: Ann, Bob and Cleo all escalate. */
async function byButton(stage: Stage): Promise<void> {
	const text = 'The shop is down: no orders for 5 minutes.';
	const round = new Round(stage, text, await stage.start());
	for (const phone of [ANN, BOB, CLEO]) await round.answers(await round.asked(phone), 'disapprove');
	await round.endsWith([ANN, BOB, CLEO], `NOBODY has taken this yet, please look right away: ${text}`);
}

/** An alert from a monitoring system: Ann takes it, and no one else is asked. */
async function byWebhook(stage: Stage): Promise<void> {
	const text = `The disk of db-2 is full ${randomUUID()}`;
	const url = `${stage.client.url}/webhook/plivo-example-alert`;
	const headers = { 'content-type': 'application/json' };
	const scene = async () => {
		const post = async () => await n8nFetch(url, { method: 'POST', headers, body: JSON.stringify({ text }) });
		// Until n8n has activated it, this starts nothing.
		const id = await stage.startedBy(async () => await until('n8n takes the alert', async () => (await post()).ok));
		const round = new Round(stage, text, id);
		await round.answers(await round.asked(ANN), 'approve');
		await round.endsWith([ANN], `Ann is taking care of this: ${text}`);
	};
	await stage.whileActive(scene);
}

/** What happens to one alert. */
class Round {
	constructor(
		private readonly stage: Stage,
		private readonly text: string,
		private readonly execution: string,
	) {}

	/** Other alerts may be running at the same time. */
	private get sent(): Sent[] {
		return this.stage.sandbox.accepted.map(({ body }) => body).filter(({ text }) => text?.includes(this.text));
	}

	/** @returns the question to a person, once it's sent */
	async asked(phone: string): Promise<Sent> {
		await until(`${phone} is asked`, () => this.sent.at(-1)?.dst === phone);
		const [last] = this.sent.slice(-1);
		assert.ok(last);
		return last;
	}

	async answers(asked: Sent, choice: 'approve' | 'disapprove'): Promise<void> {
		await answer(this.stage, this.execution, asked, { answer: choice === 'approve' ? '0' : '1' });
	}

	/** @param asked the people who were asked, in this order, once each @param words what everyone gets then, in one message */
	async endsWith(asked: string[], words: string, everybody = EVERYBODY): Promise<void> {
		await this.stage.succeeds(this.execution);
		const questions = this.sent.slice(0, -1);
		assert.deepEqual(
			questions.map((one) => [one.type, one.src, one.dst, question(one)]),
			asked.map((phone) => ['sms', NUMBER, phone, this.text]),
		);
		assert.deepEqual(this.sent.at(-1), { type: 'sms', src: NUMBER, dst: everybody, text: words });
	}
}
