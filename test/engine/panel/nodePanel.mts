import { nodeTypes } from '../package.mts';
import { Panel } from './panel.mts';

/** The panel of the action node, of the built package. */
export async function actionPanel(): Promise<Panel> {
	return new Panel((await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo').description);
}

/** The panel of the trigger as a new node has it. */
export async function triggerPanel(): Promise<Panel> {
	return new Panel((await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivoTrigger').description);
}
