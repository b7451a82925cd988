import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, nodeContext, output, runNode } from './run.mts';
import { acceptedFor, against, FROM, itemOf, messages, recipient, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

describe('Message → Send', () => {
	it('sends an SMS for each item and pairs the answers', async () => {
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items: messages(2) }));

		expect(run.status).toBe('success');
		expect(sandbox.accepted.map(({ body }) => body)).toEqual([
			{ src: FROM, dst: recipient(0), type: 'sms', text: 'Message 0' },
			{ src: FROM, dst: recipient(1), type: 'sms', text: 'Message 1' },
		]);
		expect(output(run)).toEqual(
			[0, 1].map((i) => ({
				json: {
					api_id: expect.any(String),
					message: 'message(s) queued',
					message_uuid: sandbox.accepted[i]?.message_uuid,
					to: [`+${recipient(i)}`],
					encoding: 'GSM-7',
					units: 1,
				},
				pairedItem: { item: i },
			})),
		);
		expect(nodeContext(run)).toEqual({});
	});

	it('sends every option under its name on the wire', async () => {
		const additionalFields = {
			url: 'https://example.com/status',
			method: 'GET',
			message_expiry: 300,
			log: 'number_only',
			trackable: true,
			dlt_entity_id: '1701163911553676710',
			dlt_template_id: '1707165121635805877',
			dlt_template_category: 'service_implicit',
		};
		const run = await runNode(against(sandbox, { parameters: sendParameters({ additionalFields }), items: messages(1) }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted[0]?.body).toEqual({
			src: FROM,
			dst: recipient(0),
			type: 'sms',
			text: 'Message 0',
			...additionalFields,
		});
	});

	it('sends from a Powerpack, whatever stands in the hidden From', async () => {
		const powerpack = '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';
		const parameters = sendParameters({ sender: 'powerpack', powerpack: { __rl: true, mode: 'uuid', value: powerpack } });
		const run = await runNode(against(sandbox, { parameters, items: messages(1) }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted[0]?.body).toMatchObject({ powerpack_uuid: powerpack });
		expect(sandbox.accepted[0]?.body).not.toHaveProperty('src');
	});

	it('sends from a sender ID', async () => {
		const parameters = sendParameters({ from: { __rl: true, mode: 'number', value: 'MYSHOP' } });
		const run = await runNode(
			against(sandbox, { parameters, items: [{ to: '+44 7911 123456', text: 'Hi' }] }),
		);
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted[0]?.body).toMatchObject({ src: 'MYSHOP', dst: '447911123456' });
	});

	it('sends to many at once and shows the numbers that Plivo turned down', async () => {
		const to = `+${recipient(0)}, +${recipient(1)}\n+1 415 111 1111`;
		const run = await runNode(against(sandbox, { parameters: sendParameters({ to }), items: [{ text: 'Hi' }] }));
		expect(output(run)).toHaveLength(1);
		expect(output(run)[0]?.json).toMatchObject({
			message_uuid: [expect.any(String), expect.any(String)],
			invalid_number: ['+14151111111'],
			to: [`+${recipient(0)}`, `+${recipient(1)}`, '+14151111111'],
		});
		expect(sandbox.accepted[0]?.body.dst).toBe(`${recipient(0)}<${recipient(1)}<14151111111`);
	});

	it('works with a subaccount, and with blanks around what was pasted', async () => {
		const { authId, authToken } = sandbox.subaccount;
		const run = await runNode({
			parameters: sendParameters({ from: { __rl: true, mode: 'number', value: '13125550142' } }),
			items: messages(1),
			credentials: { authId: ` ${authId} `, authToken: `${authToken}\n`, baseUrl: `${sandbox.url}/` },
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted).toHaveLength(1);
	});
});

describe('bad input', () => {
	const cases: Array<[string, Record<string, unknown>, string]> = [
		['no recipient', { to: '' }, "'To' is empty"],
		['a malformed recipient', { to: '555-CALL' }, '\'To\' contains "555-CALL", which isn\'t a valid phone number'],
		['no sender', { from: { __rl: true, mode: 'list', value: '' } }, "'From' is empty"],
		[
			'a malformed sender',
			{ from: { __rl: true, mode: 'number', value: 'my shop' } },
			'\'From\' is the sender ID "my shop", but Plivo keeps only the letters A to Z and digits',
		],
		['no Powerpack', { sender: 'powerpack', powerpack: { __rl: true, mode: 'list', value: '' } }, "'Powerpack' is empty"],
		['its own number', { to: FROM }, `'To' is "${FROM}", the number that 'From' sends from`],
		['no text', { text: ' ' }, "'Text' is empty"],
		[
			'too much text',
			{ text: 'a'.repeat(1601) },
			"'Text' has 1,601 characters (11 SMS units), but Plivo accepts up to 1,600",
		],
		[
			'too short an expiry',
			{ additionalFields: { message_expiry: 4 } },
			'\'Message Expiry\' is "4", but Plivo accepts whole seconds from 5 to 10,799',
		],
		[
			'a status callback that is no address',
			{ additionalFields: { url: 'example.com' } },
			'\'Status Callback URL\' is "example.com", which isn\'t a web address',
		],
	];

	it.each(cases)('sends nothing for any item when one has %s', async (_, changes, message) => {
		// the changed values stand in item 1 only
		const good = sendParameters({ to: recipient(0), text: 'Hi' });
		const parameters = Object.fromEntries(
			Object.entries({ ...good, ...changes }).map(([name, bad]) => [name, onlyInItem1(good[name], bad, name in changes)]),
		);
		const run = await runNode(against(sandbox, { parameters: parameters as never, items: [{}, {}, {}] }));

		expect(sandbox.requests).toEqual([]);
		const error = failure(run);
		expect(error.message.startsWith(message)).toBe(true);
		expect(itemOf(error)).toBe(1);
		expect(error.description).toMatch(/^[A-Z].*\. Nothing was sent in this try, for any item\.$/);
		expect(nodeContext(run)).toEqual({});
	});

	function onlyInItem1(good: unknown, bad: unknown, changed: boolean): unknown {
		if (!changed) return good;
		if (typeof bad === 'object' && bad !== null && '__rl' in bad) {
			const { mode, value } = bad as unknown as { mode: string; value: string };
			const otherwise = (good as { value?: string } | undefined)?.value ?? '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';
			return { __rl: true, mode, value: `={{ $itemIndex === 1 ? ${JSON.stringify(value)} : ${JSON.stringify(otherwise)} }}` };
		}
		if (typeof bad === 'object' && bad !== null) {
			return Object.fromEntries(
				Object.entries(bad).map(([name, value]) => [
					name,
					`={{ $itemIndex === 1 ? ${JSON.stringify(value)} : ${name === 'url' ? '"https://example.com/"' : 60} }}`,
				]),
			);
		}
		// not the sender's mode, which takes no expression
		if (bad === 'powerpack') return bad;
		return `={{ $itemIndex === 1 ? ${JSON.stringify(bad)} : ${JSON.stringify(good)} }}`;
	}

	it('names the other bad items too', async () => {
		const items = [{ to: recipient(0), text: 'Hi' }, { to: 'x', text: 'Hi' }, { to: recipient(2), text: '' }, { to: '' }];
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items }));
		expect(failure(run).description).toBe(
			'Enter a phone number with its country code, for example +14155550123. Nothing was sent in this try, for any item. These items have problems too: 3rd item (+14155550122): \'Text\' is empty: its expression gave nothing. 4th item: \'To\' is empty: its expression gave nothing.',
		);
	});

	it('keeps a word of the user that contains the name of a network error', async () => {
		const parameters = sendParameters({ from: { __rl: true, mode: 'number', value: 'PEPERMINT SHOP' } });
		const run = await runNode(against(sandbox, { parameters, items: messages(1) }));
		expect(failure(run).message).toContain('PEPERMINT SHOP');
	});
});

describe('set to continue on failure', () => {
	const items = [{ to: 'x', text: 'Hi' }, ...messages(3).slice(1)];

	it('puts out an error for the bad item and sends the others', async () => {
		const run = await runNode(
			against(sandbox, { parameters: sendParameters(), items, settings: { onError: 'continueRegularOutput' } }),
		);
		expect(run.status).toBe('success');
		expect(acceptedFor(sandbox, 3)).toEqual([0, 1, 1]);
		expect(output(run)).toEqual([
			{
				json: {
					error: '\'To\' contains "x", which isn\'t a valid phone number',
					message: 'Enter a phone number with its country code, for example +14155550123.',
				},
				pairedItem: { item: 0 },
			},
			{ json: expect.objectContaining({ to: [`+${recipient(1)}`] }), pairedItem: { item: 1 } },
			{ json: expect.objectContaining({ to: [`+${recipient(2)}`] }), pairedItem: { item: 2 } },
		]);
	});

	it('puts it out at the error output where the node has one', async () => {
		const run = await runNode(
			against(sandbox, { parameters: sendParameters(), items, settings: { onError: 'continueErrorOutput' } }),
		);
		expect(output(run, 0).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(output(run, 1).map(({ json }) => json.error)).toEqual(['\'To\' contains "x", which isn\'t a valid phone number']);
	});

	it('does not send the good ones again when n8n runs the node again for the bad one', async () => {
		const settings = { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items, settings }));
		expect(output(run)).toHaveLength(3);
		expect(acceptedFor(sandbox, 3)).toEqual([0, 1, 1]);
	});
});

describe('Default Country', () => {
	it('reads numbers as they are written there, for each item by its own country', async () => {
		const parameters = sendParameters({ options: { concurrency: 1, defaultCountry: '={{ $json.country }}' } });
		const items = [
			{ to: '(415) 555-0123', text: 'Hi', country: 'US' },
			{ to: '07911 123456', text: 'Hi', country: 'gb' },
			{ to: '+14155550124, 0044 7911 123457', text: 'Hi', country: 'DE' },
		];
		const run = await runNode(against(sandbox, { parameters, items }));
		expect(output(run).map(({ json }) => json.to)).toEqual([['+14155550123'], ['+447911123456'], ['+14155550124', '+447911123457']]);
	});

	it.each([
		['Germany', '\'Default Country\' is "Germany", which isn\'t the code of a country'],
		['UK', '\'Default Country\' is "UK", which isn\'t the code of a country'],
		['', "'Default Country' is empty"],
		['={{ $json.none }}', "'Default Country' is empty: its expression gave nothing"],
		['={{ 49 }}', '\'Default Country\' is "49", which isn\'t the code of a country'],
	])('refuses %j, and sends nothing', async (defaultCountry, message) => {
		const run = await runNode(against(sandbox, { parameters: sendParameters({ options: { defaultCountry } }), items: messages(1) }));
		expect(failure(run).message).toBe(message);
		expect(sandbox.accepted).toEqual([]);
	});

	it('is what the error says where it is missing', async () => {
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items: [{ to: '(415) 555-0123', text: 'Hi' }] }));
		expect(failure(run)).toMatchObject({
			message: '\'To\' contains "(415) 555-0123", which has no country code',
			description: expect.stringContaining('add the option Default Country'),
		});
	});

	it("does not let a number be sent to that is somebody else's: digits that the country of From has too", async () => {
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items: [{ to: '4791234567', text: 'Hi' }] }));
		expect(failure(run).message).toContain('which could be a number in +47 (Norway');
		expect(sandbox.accepted).toEqual([]);
	});

	it('knows its own number in any notation', async () => {
		const own = `+${FROM.slice(0, 1)} (${FROM.slice(1, 4)}) ${FROM.slice(4, 7)}-${FROM.slice(7)}`;
		for (const to of [own, `00${FROM}`, `whatsapp:+${FROM}`]) {
			const run = await runNode(against(sandbox, { parameters: sendParameters(), items: [{ to, text: 'Hi' }] }));
			expect(failure(run).message).toBe(`'To' is "${FROM}", the number that 'From' sends from`);
		}
	});
});
