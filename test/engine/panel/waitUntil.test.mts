import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { against, FROM } from '../sms.mts';
import { call } from '../trigger/plivoCalls.mts';
import { WaitingNode } from '../waitingNode.mts';
import { actionPanel } from './nodePanel.mts';
import { EXAMPLE, UNTOUCHED, type Entries } from './panel.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation('14155550123');
});

const STATUSES = ['queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'rejected'];
const FAILED = ['undelivered', 'failed', 'rejected'];

it.each<[Entries[string], string[]]>([
	['Sent', ['sent', 'delivered', 'read', ...FAILED]],
	['Delivered', ['delivered', 'read', ...FAILED]],
	['Read', ['read', ...FAILED]],
	[UNTOUCHED, ['delivered', 'read', ...FAILED]],
])('Wait Until, %p: goes on at %j', async (label, expected) => {
	const entries = { 'Message Type': 'WhatsApp', From: { 'From List': FROM }, To: EXAMPLE, 'WhatsApp Message': 'Text', Text: EXAMPLE };
	const parameters = (await actionPanel()).fill({ Operation: 'Send and Wait', 'Wait For': 'Delivery', ...entries, 'Wait Until': label });
	const node = await WaitingNode.start(against(sandbox, { parameters }));
	try {
		const url = String(sandbox.accepted[0]?.body.url);
		const MessageUUID = String(sandbox.accepted[0]?.message_uuid[0]);
		const wentOn: string[] = [];
		for (const Status of STATUSES) {
			const before = node.resumed.length;
			await call({ url, to: node.at(url), token: sandbox.account.authToken, params: { MessageUUID, From: FROM, To: '14155550123', Type: 'whatsapp', Status } });
			if (node.resumed.length > before) wentOn.push(Status);
		}
		expect(wentOn).toEqual(expected);
	} finally {
		node.close();
	}
});
