import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { receive, whileListeningToWhatsapp } from './inbound.mts';
import type { Sent, Stage } from './stage.mts';

const address = { type: 'whatsapp', src: NUMBER, dst: PHONE };

/** whatsapp-free-appointments.json: the list has up to ten free appointments, and the one that a person chooses is confirmed. */
export async function freeAppointments(stage: Stage): Promise<void> {
	const { sent } = await stage.run();
	const row = (id: string, title: string) => ({ id, title, description: '30 minutes' });
	assert.deepEqual(sent, [
		{
			...address,
			interactive: {
				type: 'list',
				body: { text: 'These appointments are free. Which one suits you?' },
				action: {
					buttons: [{ title: 'Choose a time' }],
					sections: [
						{ title: 'Dr. Jones', rows: [row('slot-1', 'Mon 30 Nov, 10:00'), row('slot-4', 'Tue 1 Dec, 9:00')] },
						{ title: 'Dr. Smith', rows: [row('slot-3', 'Mon 30 Nov, 11:00'), row('slot-5', 'Tue 1 Dec, 14:30')] },
					],
				},
			},
		},
	]);

	const appointments = Array.from({ length: 12 }, (_, i) => ({ nr: i, doctor: 'Dr. Jones', time: `${i}:00`, taken: 'no' }));
	const withSheet = async (rows: object[]) =>
		(await (await stage.copy({ Appointments: { jsonOutput: JSON.stringify({ appointments: rows }) } })).run()).sent;
	const [many] = await withSheet(appointments);
	assert.deepEqual(sectionsOf(many)?.map(({ rows }) => rows.length), [10]);
	const taken = ['yes', 'Yes ', 'x', true, 'TRUE'];
	assert.deepEqual(await withSheet(taken.map((value, i) => ({ ...appointments[i], taken: value }))), []);
	const free = ['no', 'No ', '', false, null];
	const [offered] = await withSheet(free.map((value, i) => ({ ...appointments[i], taken: value })));
	assert.deepEqual(sectionsOf(offered)?.map(({ rows }) => rows.length), [5]);

	const choose = async (payload: string) =>
		(await receive(stage, { type: 'whatsapp', from: PHONE, to: NUMBER, button: { text: 'Tue 1 Dec, 9:00', payload } })).sent;
	await whileListeningToWhatsapp(stage, NUMBER, async () => {
		assert.deepEqual(await choose('slot-4'), [{ ...address, text: 'Done! We expect you at this time: Tue 1 Dec, 9:00.' }]);
		assert.deepEqual(await choose('of another message'), []);
	});
}

function sectionsOf(message: Sent | undefined): Array<{ rows: unknown[] }> | undefined {
	return message?.interactive?.type === 'list' ? message.interactive.action.sections : undefined;
}
