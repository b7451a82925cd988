import assert from 'node:assert/strict';
import { NUMBER } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { AskedPerson, HANDS_OVER } from './askedPerson.mts';
import { whileListening } from './inbound.mts';
import { Stage } from './stage.mts';
import { callForEach } from './subWorkflow.mts';
import { allOf } from './waiting.mts';

/** A number that isn't the account's. */
const FOREIGN = '14155550199';

/** sms-ask-and-wait.json: what comes of a question, with a person of its own for each case. */
export async function askBySms(asking: Stage): Promise<void> {
	const handing = Stage.of(asking.playground, HANDS_OVER);
	const cases = [
		...[answered, inAnyCase, answeredInTheEnd, notUnderstood, optedOut, tooLate, firstIsOver, atTheSameMoment],
		...[notSent, wrongNumber, wrongFields, othersExpired, asSubWorkflow],
	];
	await whileListening(handing, NUMBER, async () => {
		await allOf(
			cases.map(async (one, index) => {
				const person = new AskedPerson(asking, handing, String(14155550140 + index));
				await one(person);
				assert.deepEqual(await person.rows(), [], `rows are left of "${one.name}"`);
			}),
		);
	});
}

/** The number is written in another form than Plivo's. A question for help is no answer. */
async function answered(person: AskedPerson): Promise<void> {
	const [area, exchange, line] = [person.phone.slice(1, 4), person.phone.slice(4, 7), person.phone.slice(7)];
	const id = await person.isAsked({ phone: `+1 (${area}) ${exchange}-${line}` });
	await person.isAwaited(id);
	await person.writes('Help', 'help');
	await person.writes(' 2\n');
	await person.endsWith(id, 'answered', '2');
	assert.deepEqual(person.got, [person.fields.question]);
}

/** The expected answers may be numbers. Case and blanks make no difference; what comes out is the answer as it is expected. */
async function inAnyCase(person: AskedPerson): Promise<void> {
	const id = await person.isAsked({ answers: [1, ' Very Good '] });
	await person.isAwaited(id);
	await person.writes('  very GOOD\n');
	await person.endsWith(id, 'answered', 'Very Good');
	const next = await person.isAsked({ answers: [1, 2], hoursToAnswer: '2' });
	await person.isAwaited(next);
	await person.writes('1');
	await person.endsWith(next, 'answered', '1');
}

async function answeredInTheEnd(person: AskedPerson): Promise<void> {
	const id = await person.isAsked();
	await person.isAwaited(id);
	await person.writes('Very good!');
	await until('they are asked again', () => person.got.length === 2);
	await person.writes('3');
	await person.endsWith(id, 'answered', '3');
	assert.deepEqual(person.got, [person.fields.question, person.fields.questionAgain]);
}

async function notUnderstood(person: AskedPerson): Promise<void> {
	const id = await person.isAsked();
	await person.isAwaited(id);
	await person.writes('7');
	await until('they are asked again', () => person.got.length === 2);
	await person.writes('Seven, as I said');
	await person.endsWith(id, 'not understood', 'Seven, as I said');
	assert.deepEqual(person.got, [person.fields.question, person.fields.questionAgain]);
}

/** STOP ends the open question and those in line. */
async function optedOut(person: AskedPerson): Promise<void> {
	const open = await person.isAsked();
	await person.isAwaited(open);
	const inLine = await person.isAsked();
	await until('the second one is in line', async () => (await person.rows()).length === 2);
	await person.writes('Stop', 'optout');
	await person.endsWith(open, 'opted out', 'Stop');
	await person.endsWith(inLine, 'opted out');
	assert.deepEqual(person.got, [person.fields.question]);
}

/** What comes after the time limit is an ordinary message. */
async function tooLate(person: AskedPerson): Promise<void> {
	const id = await person.isAsked({ hoursToAnswer: 0.001 });
	await person.endsWith(id, 'no answer');
	const taken = await person.writes('2');
	assert.deepEqual([taken.lastNode, taken.output('Ordinary Message')[0]?.text], ['Ordinary Message', '2']);
	assert.equal(person.got.length, 1);
}

/** The second question is asked when the time of the first is up, and gets the answer. */
async function firstIsOver(person: AskedPerson): Promise<void> {
	// n8n keeps an execution in its database when it waits for more than 65 seconds, as in the example.
	const patient = { 'Wait in Line': { amount: '={{ $runIndex === 0 ? 1 : 66 }}' } };
	const first = await person.isAsked({ question: 'First?', hoursToAnswer: 0.005 });
	await until('the first one is asked', () => person.got.length === 1);
	const second = await person.isAsked({ question: 'Second?' }, patient);
	await until('the second one is asked', () => person.got.length === 2);
	await person.writes('1');
	await person.endsWith(second, 'answered', '1');
	await person.endsWith(first, 'no answer');
	assert.deepEqual(person.got, ['First?', 'Second?']);

	const [asked, askedNext] = await Promise.all([first, second].map(async (id) => await person.asking.client.execution(id)));
	const expiresAt = Date.parse(String(asked?.output('Take the Turn')[0]?.expiresAt));
	const askedNextAt = askedNext?.runs.Ask?.[0]?.startTime ?? 0;
	assert.ok(askedNextAt >= expiresAt, `the second one is asked ${expiresAt - askedNextAt} ms too early`);
}

/** Of three questions at the same moment, one is asked at a time, and each gets its own answer. */
async function atTheSameMoment(person: AskedPerson): Promise<void> {
	const questions = ['One?', 'Two?', 'Three?'];
	const copies = await Promise.all(questions.map(async (question) => await person.copy({ question })));
	const executions = await Promise.all(copies.map(async (copy) => await copy.start()));
	const asked: number[] = [];
	for (const left of [3, 2, 1]) {
		await until('one is asked, and the others are in line', async () => {
			const statuses = (await person.rows()).map(({ status }) => status);
			return statuses.length === left && statuses.includes('asked') && person.got.length > asked.length;
		});
		assert.equal(person.got.length, asked.length + 1);
		const current = questions.indexOf(person.got.at(-1) ?? '');
		asked.push(current);
		await person.writes(String(current + 1));
		await person.endsWith(executions[current] ?? '', 'answered', String(current + 1));
	}
	assert.deepEqual([...asked].sort(), [0, 1, 2]);
}

async function notSent(person: AskedPerson): Promise<void> {
	const id = await person.isAsked({}, { Ask: { from: { __rl: true, mode: 'number', value: FOREIGN } } });
	const { reason, ...outcome } = (await person.outcome(id)) as { reason: string };
	assert.deepEqual(outcome, { phone: `+${person.phone}`, outcome: 'not sent', answer: '' });
	assert.notEqual(reason, '');
	assert.deepEqual(person.got, []);
}

/** It fails before it writes a row. */
async function wrongNumber(person: AskedPerson): Promise<void> {
	const ended = await person.asking.client.end(await person.isAsked({ phone: '+1 415' }));
	assert.deepEqual([ended.status, ended.lastNode], ['error', 'Check the Question']);
}

/** What can't be right is refused before anything is written or sent. */
async function wrongFields(person: AskedPerson): Promise<void> {
	const wrong: Array<[object, RegExp]> = [
		[{ hoursToAnswer: 'two' }, /'hoursToAnswer' is "two"\. Enter a number of hours above 0/],
		[{ hoursToAnswer: null }, /'hoursToAnswer' is null/],
		[{ hoursInLine: -1 }, /'hoursInLine' is -1/],
		[{ answers: '1' }, /'answers' is "1"\. Enter a list/],
	];
	await allOf(
		wrong.map(async ([fields, message]) => {
			const ended = await person.asking.client.end(await person.isAsked(fields));
			assert.deepEqual([ended.status, ended.lastNode], ['error', 'Refuse the Question']);
			assert.match(ended.error ?? '', message);
		}),
	);
	assert.deepEqual(person.got, []);
}

/** Rows of others that have expired are removed too, and still one outcome comes out. */
async function othersExpired(person: AskedPerson): Promise<void> {
	const other = new AskedPerson(person.asking, person.handing, `${person.phone.slice(0, -2)}88`);
	const left = await other.isAsked();
	await other.isAwaited(left);
	const id = await person.isAsked();
	await person.isAwaited(id);
	await other.expireRows();
	await person.writes('2');
	await person.endsWith(id, 'answered', '2');
	assert.deepEqual(await other.rows(), []);
	await person.asking.client.request('POST', `/rest/executions/${left}/stop`);
}

/** Set up as the note says, the workflow that calls it gets each outcome, and asks the second question after the first answer. */
async function asSubWorkflow(person: AskedPerson): Promise<void> {
	const phone = `+${person.phone}`;
	const questions = ['One?', 'Two?'].map((question) => ({ ...person.fields, phone, question }));
	const called = await callForEach(await person.copy(), 'Question', questions, true);
	const id = await called.start();
	for (const answer of ['3', '1']) {
		const before = person.got.length;
		await until('a question is sent', () => person.got.length > before || person.got.length === 2);
		await until('it is awaited', async () => (await person.rows()).some(({ status }) => status === 'asked'));
		await person.writes(answer);
	}
	const ended = await person.asking.succeeds(id);
	const outcome = { phone, outcome: 'answered', reason: '' };
	assert.deepEqual(ended.output('All Called'), [{ ...outcome, answer: '3' }, { ...outcome, answer: '1' }]);
	assert.deepEqual(person.got, ['One?', 'Two?']);
}
