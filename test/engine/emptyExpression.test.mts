import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, output, runNode } from './run.mts';
import { against, recipient, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const people = [
	{ Name: 'Ann', phone: recipient(0) },
	{ Name: 'Bob', Phone: recipient(1), city: '' },
];

async function refused(parameters: object, items: object[] = people, more = {}) {
	const { message, description } = failure(await runNode(against(sandbox, { parameters: sendParameters({ text: 'Hi', ...parameters }), items: items as never, ...more })));
	expect(sandbox.accepted).toEqual([]);
	return { message, description };
}

const HELD_UP = ' Nothing was sent in this try, for any item.';

describe('an expression that gives nothing', () => {
	it('names the column that the item does not have, and those that it has', async () => {
		expect(await refused({ to: '={{ $json.phone }}' })).toEqual({
			message: "'To' is empty: its expression gave nothing (2nd item)",
			description: `The item has no column "phone". Columns of this item: "Name", "Phone", "city". Is the column spelled like that?${HELD_UP}`,
		});
	});

	it.each(['={{ $json["phone"] }}', "={{$json['phone']}}", '={{ $json?.phone }}', '={{ $json?.["phone"] }}'])('reads the column of %s', async (to) => {
		expect((await refused({ to })).description).toContain('The item has no column "phone".');
	});

	it('says of a column that is there and empty that it is, and what belongs there', async () => {
		expect(await refused({ to: recipient(3), text: '={{ $json.city }}' }, [people[1] ?? {}])).toEqual({
			message: "'Text' is empty: its expression gave nothing",
			description: `"city" is empty in this item. Enter what the message should say.${HELD_UP}`,
		});
	});

	it('says of any other expression to check it', async () => {
		expect((await refused({ to: '={{ $json.city.trim() }}' }, [people[1] ?? {}])).description).toContain('Check the expression. Columns of this item: "Name", "Phone", "city".');
		expect((await refused({ to: '={{ $input.item.json.nope }}' }, [people[1] ?? {}])).description).toContain('Check the expression. Columns of this item: "Name", "Phone", "city".');
	});

	it.each(['={{ $json.nope.trim() }}', '={{ $json.nope ?? "" }}', '={{ $json.nope.b }}', '=+{{ $json.nope }}'])('names the missing column in %s too', async (to) => {
		expect(await refused({ to }, [people[1] ?? {}])).toEqual({
			message: "'To' is empty: its expression gave nothing",
			description: `The item has no column "nope". Columns of this item: "Name", "Phone", "city". Is the column spelled like that?${HELD_UP}`,
		});
	});

	it('names it where something else is left of the value', async () => {
		const { message, description } = await refused({ to: '=+1{{ $json.nope }}' }, [people[1] ?? {}]);
		expect(message).toMatch(/^'To' contains "\+1"/);
		expect(description).toContain('The item has no column "nope". Columns of this item: "Name", "Phone", "city".');
		expect((await refused({ to: '={{ $json.nope }}, {{ $json.other }}' }, [people[1] ?? {}])).description).toContain('The item has no column "nope" and no column "other".');
	});

	it('shows a space at the end of a name, which is what makes it another column', async () => {
		const { description } = await refused({ to: '={{ $json.phone }}' }, [{ 'phone ': recipient(1), text: 'Hi' }]);
		expect(description).toContain('The item has no column "phone". Columns of this item: "phone" (with a space at its end), "text".');
		expect((await refused({ to: '={{ $json["phone "] }}' }, [{ phone: recipient(1) }])).description).toContain('The item has no column "phone" (with a space at its end). Columns of this item: "phone".');
	});

	it('names a few of many columns, and says when there are none', async () => {
		const wide = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`column ${i}`, i]));
		expect((await refused({ to: '={{ $json.phone }}' }, [wide])).description).toContain('"column 5" and 14 more. Is');
		expect((await refused({ to: '={{ $json.phone }}' }, [{}])).description).toContain('The item has no columns. Is');
	});

	it('names the number that the message is for, and says it of fields in a locator too', async () => {
		const from = { __rl: true, mode: 'number', value: '={{ $json.sender }}' };
		expect((await refused({ to: '={{ $json.phone ?? $json.Phone }}', from })).message).toBe("'From' is empty: its expression gave nothing");
		const text = '={{ $json.Phone }}';
		expect((await refused({ to: '={{ $json.phone ?? $json.Phone }}', text })).message).toBe(`'Text' is empty: its expression gave nothing (1st item, to +${recipient(0)})`);
	});

	it('of a field within a list', async () => {
		const body = { parameters: [{ type: 'text', text: 'Ann' }, { type: 'text', text: '={{ $json.order }}' }] };
		const parameters = { messageType: 'whatsapp', whatsappType: 'template', templateMode: 'fields', templateName: 'order_update', templateLanguage: 'en_US', templateBody: body };
		const { message, description } = await refused({ to: recipient(1), from: { __rl: true, mode: 'number', value: '14155550100' }, ...parameters }, [people[1] ?? {}]);
		expect(message).toBe("'Body Variable 2, Text' is empty: its expression gave nothing");
		expect(description).toContain('The item has no column "order".');
	});

	it('of a look-up', async () => {
		const parameters = { resource: 'message', operation: 'get', messageUuid: '={{ $json.uuid }}' };
		const error = failure(await runNode(against(sandbox, { parameters, items: [{ message_uuid: 'x' }] })));
		expect(error).toMatchObject({
			message: "'Message UUID' is empty: its expression gave nothing",
			description: 'The item has no column "uuid". Columns of this item: "message_uuid". Is the column spelled like that?',
		});
	});

	it('on the item itself if the node is set to continue', async () => {
		const options = against(sandbox, { parameters: sendParameters({ to: '={{ $json.phone }}', text: 'Hi' }), items: people as never, settings: { onError: 'continueRegularOutput' } });
		expect(output(await runNode(options))[1]?.json).toEqual({
			error: "'To' is empty: its expression gave nothing",
			message: 'The item has no column "phone". Columns of this item: "Name", "Phone", "city". Is the column spelled like that?',
		});
	});

	it('is not blamed for a field that was left empty', async () => {
		const options = { defaultCountry: '' };
		expect((await refused({ to: recipient(1), text: '={{ $json.Name }}', options })).message).toBe("'Default Country' is empty");
	});
});
