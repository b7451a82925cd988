import { manualTriggerOf } from '../../playground/example.mts';
import { firstExample, forRealAccount, readExamples, type Example } from '../../playground/examples.mts';

let examples: Example[];

beforeAll(async () => {
	examples = await readExamples();
});

type Placed = { position: [number, number]; parameters: { width?: number; height?: number } };

/** The rectangle that a node takes in the editor, its name below it included. */
function rectangle({ position: [x, y], parameters }: Placed) {
	const { width = 96, height = 128 } = parameters;
	return { left: x, right: x + width, top: y, bottom: y + height };
}

function workflowOf(file: string) {
	const example = examples.find((one) => one.file === file);
	if (example === undefined) throw new Error(`There is no ${file}`);
	return example.workflow;
}

/** A node's own ID, and those of what its parameters hold, may have any digits. */
function withoutIds(node: object): unknown {
	return JSON.parse(JSON.stringify(node), (key, value: unknown) => (key === 'id' ? undefined : value));
}

test('the first example is there', () => {
	expect(examples.map(({ file }) => file)).toContain(firstExample);
});

test('in every example, connections lead to nodes that exist and no two nodes overlap', () => {
	for (const { workflow } of examples) {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const outputs = Object.entries(workflow.connections as Record<string, Record<string, Array<Array<{ node: string }>>>>);
		for (const [from, kinds] of outputs) {
			expect(names).toContain(from);
			for (const { node } of Object.values(kinds).flat(2)) expect(names).toContain(node);
		}
		const places = (workflow.nodes as unknown as Placed[]).map(rectangle);
		for (const [index, a] of places.entries()) {
			for (const b of places.slice(index + 1)) {
				const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
				expect(apart).toBe(true);
			}
		}
	}
});

test('examples name their credentials and carry no id of one, and each has a note', () => {
	const names: Record<string, string> = { plivoMessagingApi: 'Plivo sandbox', openAiApi: 'Chat model stand-in' };
	for (const { workflow } of examples) {
		const credentials = workflow.nodes.flatMap((node) => Object.entries(node.credentials ?? {}));
		expect(credentials.map(([type]) => type)).toContain('plivoMessagingApi');
		for (const [type, credential] of credentials) expect(credential).toEqual({ id: null, name: names[type] });
		expect(workflow.nodes.map(({ type }) => type)).toContain('n8n-nodes-base.stickyNote');
	}
});

test('for a real account an example has that credential and no phone number left', () => {
	for (const { workflow } of examples) {
		const { nodes } = forRealAccount(workflow);
		const text = JSON.stringify(nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote').map(withoutIds));
		expect(text).not.toMatch(/Plivo sandbox|stand-in/);
		// Ten digits and more, however they are written.
		expect(text).not.toMatch(/\d(?:[ ().+-]{0,2}\d){9}/);
	}
});

test('for a real account a list of people is empty, and what goes by it sends to nobody', () => {
	const list = (file: string, name: string) =>
		forRealAccount(workflowOf(file)).nodes.find((node) => node.name === name)?.parameters.jsonOutput;
	expect(JSON.parse(String(list('newsletter-broadcast.json', 'List of People')))).toEqual({ recipients: [] });
	expect(JSON.parse(String(list('on-call-alert.json', 'People on Call')))).toEqual({ recipients: [] });
	expect(JSON.parse(String(list('appointment-reminder.json', 'Appointment')))).toMatchObject({ name: 'Ann', phone: '' });
	expect(JSON.parse(String(list('sms-ask-and-wait.json', 'Question')))).toMatchObject({ answers: ['1', '2', '3'], phone: '' });
});

test('for a real account the trigger has no number left, and an answer still goes to who wrote', () => {
	const { nodes } = forRealAccount(workflowOf('inbound-keyword-router.json'));
	expect(nodes.find(({ type }) => type === 'n8n-nodes-plivo.plivoTrigger')?.parameters.numbers).toEqual([]);
	expect(nodes.find(({ name }) => name === 'Send Menu')?.parameters).toMatchObject({
		from: { value: '={{ $json.to }}' },
		to: '={{ $json.from }}',
	});
	// JSON from an expression stays too.
	const { nodes: other } = forRealAccount(workflowOf('sms-hand-over-answers.json'));
	expect(other.find(({ name }) => name === 'Ordinary Message')?.parameters.jsonOutput).toMatch(/^=/);
});

test('what starts an example is a button or Plivo, and its webhook gets an address of its own in each n8n', () => {
	for (const { file, workflow } of examples) {
		const [trigger] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-plivo.plivoTrigger');
		expect([file, trigger ?? manualTriggerOf(workflow)]).not.toEqual([file, undefined]);
		expect(Object.keys(trigger ?? {})).not.toContain('webhookId');
	}
});

test('what puts out a row of a data table for each that it finds is followed by nodes that run once', () => {
	for (const { file, workflow } of examples) {
		for (const { name, type, parameters } of workflow.nodes) {
			const isOne = parameters.resource !== 'row' || parameters.operation === 'insert' || parameters.limit === 1;
			if (type !== 'n8n-nodes-base.dataTable' || isOne) continue;
			const next = JSON.stringify(workflow.connections[name]);
			const often = workflow.nodes.filter((node) => next.includes(`"node":${JSON.stringify(node.name)}`) && !('executeOnce' in node && node.executeOnce));
			expect([file, name, often.map((node) => node.name)]).toEqual([file, name, []]);
		}
	}
});
