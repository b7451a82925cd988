import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NUMBER } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { AskedPerson, ASKS } from './askedPerson.mts';
import { whileListening } from './inbound.mts';
import { Stage } from './stage.mts';

/** sms-hand-over-answers.json: each message goes to who asked, or else to the branch for ordinary messages. */
export async function handOverAnswers(stage: Stage): Promise<void> {
	// Its data can then be read while it runs.
	const handing = await stage.copy({}, { saveExecutionProgress: true });
	const asking = Stage.of(stage.playground, ASKS);
	await whileListening(handing, NUMBER, async () => {
		for (const [index, one] of [nobodyAsked, beforeItWaits, inFrontOfN8n, twice, deleted, stopped, expired].entries()) {
			const person = new AskedPerson(asking, handing, `1415555016${index}`);
			await one(person);
			assert.deepEqual(await person.rows(), [], `rows are left of "${one.name}"`);
		}
	});
}

async function nobodyAsked(person: AskedPerson): Promise<void> {
	const taken = await person.writes('Hello, is anybody there?');
	assert.equal(taken.lastNode, 'Ordinary Message');
	const [message] = taken.output('Ordinary Message');
	assert.deepEqual([message?.from, message?.text], [`+${person.phone}`, 'Hello, is anybody there?']);
	for (const [text, intent] of [['STOP', 'optout'], ['START', 'optin'], ['HELP', 'help']] as const) {
		assert.deepEqual((await person.writes(text, intent)).output('Ordinary Message'), []);
	}
	assert.deepEqual(person.got, []);
}

/** An answer that comes before n8n waits is handed over when it does. */
async function beforeItWaits(person: AskedPerson): Promise<void> {
	const { sandbox } = person.asking;
	let answerNow = () => {};
	const held = new Promise<void>((resolve) => (answerNow = resolve));
	sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'slow', ms: 0, until: held } });
	try {
		const id = await person.isAsked();
		await until('Plivo has the question', () => person.got.length === 1);
		const taken = await person.taken(sandbox.receive({ from: person.phone, to: NUMBER, text: '3' }));
		const triedAgain = async () => 'Try Again in 2 Seconds' in (await person.handing.client.execution(taken)).runs;
		await until('it was refused once', triedAgain);
		answerNow();
		await person.endsWith(id, 'answered', '3');
		assert.equal((await person.handing.succeeds(taken)).lastNode, 'Did It Arrive?');
	} finally {
		answerNow();
	}
}

/** What a proxy in front of n8n says in its own words is not n8n's: the question stays open, and gets its answer. */
async function inFrontOfN8n(person: AskedPerson): Promise<void> {
	const refusals: Array<[number, string]> = [
		[429, 'Too Many Requests'],
		[404, '404 page not found'],
		[404, JSON.stringify({ message: 'The execution "0" does not exist.' })],
		[200, '<html>Sign in</html>'],
		[502, 'Bad Gateway'],
	];
	const id = await person.isAsked();
	await person.isAwaited(id);
	const [row] = await person.rows();
	assert.ok(row);
	const { pathname, search } = new URL(row.resumeUrl);
	const proxy = createServer((request, response) => {
		const [status, text] = refusals.shift() ?? [500, ''];
		// After the last one, n8n can be reached at its own address.
		const answer = () => response.writeHead(status, { 'content-type': text.startsWith('{') ? 'application/json' : 'text/plain' }).end(text);
		request.resume();
		if (refusals.length > 0) answer();
		else void person.changeRows({ resumeUrl: row.resumeUrl }).then(answer, answer);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	try {
		await person.changeRows({ resumeUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}${search}` });
		const taken = await person.taken(person.asking.sandbox.receive({ from: person.phone, to: NUMBER, text: '2' }));
		await until('all have been refused', () => refusals.length === 0);
		const ended = await person.handing.succeeds(taken);
		assert.equal(ended.output('Remove From the Table').length, 0);
		await person.endsWith(id, 'answered', '2');
	} finally {
		proxy.closeAllConnections();
		proxy.close();
	}
}

/** Plivo delivers an answer twice, and it counts once. */
async function twice(person: AskedPerson): Promise<void> {
	const { sandbox } = person.asking;
	const { client, workflow } = person.handing;
	const id = await person.isAsked();
	await person.isAwaited(id);
	const before = (await client.executions(workflow.id)).count;
	const uuid = sandbox.receive({ from: person.phone, to: NUMBER, text: 'Fine' });
	await person.handing.succeeds(await person.taken(uuid));
	await until('they are asked again', () => person.got.length === 2);
	sandbox.redeliver(uuid);
	await person.writes('2');
	await person.endsWith(id, 'answered', '2');
	assert.equal((await client.executions(workflow.id)).count, before + 2);
}

/** The execution that asked was deleted. */
async function deleted(person: AskedPerson): Promise<void> {
	const id = await person.isAsked();
	await person.isAwaited(id);
	await person.asking.client.request('POST', '/rest/executions/delete', { ids: [id] });
	await becomesOrdinary(person);
}

/** Somebody stopped the execution that asked. */
async function stopped(person: AskedPerson): Promise<void> {
	const id = await person.isAsked();
	await person.isAwaited(id);
	await person.asking.client.request('POST', `/rest/executions/${id}/stop`);
	await becomesOrdinary(person);
}

/** A row that nobody removed holds up nothing after its time, and goes with the next one. */
async function expired(person: AskedPerson): Promise<void> {
	const id = await person.isAsked();
	await person.isAwaited(id);
	await person.asking.client.request('POST', '/rest/executions/delete', { ids: [id] });
	await person.expireRows();
	const taken = await person.writes('1');
	assert.deepEqual([taken.lastNode, 'Hand It Over' in taken.runs], ['Ordinary Message', false]);

	const next = await person.isAsked();
	await person.isAwaited(next);
	await person.writes('2');
	await person.endsWith(next, 'answered', '2');
}

async function becomesOrdinary(person: AskedPerson): Promise<void> {
	assert.equal((await person.rows()).length, 1);
	const taken = await person.writes('1');
	assert.deepEqual([taken.lastNode, taken.output('Ordinary Message')[0]?.text], ['Ordinary Message', '1']);
}
