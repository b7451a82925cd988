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

test('the first example is there', () => {
	expect(examples.map(({ file }) => file)).toContain(firstExample);
});

test('in every example, connections lead to nodes that exist and no two nodes overlap', () => {
	for (const { workflow } of examples) {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const outputs = Object.entries(workflow.connections as Record<string, { main: Array<Array<{ node: string }>> }>);
		for (const [from, { main }] of outputs) {
			expect(names).toContain(from);
			for (const { node } of main.flat()) expect(names).toContain(node);
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

test('examples name their credential and carry no id of one, and each has a note', () => {
	for (const { workflow } of examples) {
		const credentials = workflow.nodes.flatMap((node) => Object.values(node.credentials ?? {}));
		expect(credentials.length).toBeGreaterThan(0);
		for (const credential of credentials) expect(credential).toEqual({ id: null, name: 'Plivo sandbox' });
		expect(workflow.nodes.map(({ type }) => type)).toContain('n8n-nodes-base.stickyNote');
	}
});

test('for a real account an example has that credential and no phone number left', () => {
	for (const { workflow } of examples) {
		const text = JSON.stringify(forRealAccount(workflow));
		expect(text).not.toContain('Plivo sandbox');
		expect(text).not.toMatch(/"\+?\d{10,15}"/);
	}
});

test('for a real account the trigger has no number left, and an answer still goes to who wrote', () => {
	const router = examples.find(({ file }) => file === 'inbound-keyword-router.json');
	const { nodes } = forRealAccount(router?.workflow ?? { name: '', nodes: [], connections: {} });
	expect(nodes.find(({ type }) => type === 'n8n-nodes-plivo.plivoTrigger')?.parameters.numbers).toEqual([]);
	expect(nodes.find(({ name }) => name === 'Send Menu')?.parameters).toMatchObject({
		from: { value: '={{ $json.to }}' },
		to: '={{ $json.from }}',
	});
});

test('what starts an example is a button or Plivo, and its webhook gets an address of its own in each n8n', () => {
	for (const { file, workflow } of examples) {
		const [trigger] = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-plivo.plivoTrigger');
		expect([file, trigger !== undefined]).toEqual([file, manualTriggerOf(workflow) === undefined]);
		expect(Object.keys(trigger ?? {})).not.toContain('webhookId');
	}
});
