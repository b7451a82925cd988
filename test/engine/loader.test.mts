import { loadPackage } from './package.mts';

describe('the built package, in the loader of n8n', () => {
	it('offers the nodes and the credential', async () => {
		const loader = await loadPackage();
		expect(Object.keys(loader.nodeTypes)).toEqual(['plivo', 'plivoTrigger']);
		expect(Object.keys(loader.credentialTypes)).toEqual(['plivoMessagingApi']);
		expect(loader.known.credentials.plivoMessagingApi?.supportedNodes).toEqual(['plivo', 'plivoTrigger']);
	});

	it('has icons for light and dark, which n8n found', async () => {
		const loader = await loadPackage();
		expect(loader.getNode('plivo').type).toMatchObject({
			description: {
				iconUrl: {
					light: 'icons/n8n-nodes-plivo/dist/icons/plivo.svg',
					dark: 'icons/n8n-nodes-plivo/dist/icons/plivo.dark.svg',
				},
			},
		});
	});

	it('has a codex, by which people find the node', async () => {
		const loader = await loadPackage();
		expect(loader.getNode('plivo').type).toMatchObject({
			description: { codex: { categories: ['Communication', 'HITL'], alias: expect.arrayContaining(['SMS', 'WhatsApp']) } },
		});
	});
});
