import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, IVersionedNodeType } from 'n8n-workflow';
import { credentialType } from '../playground/examples.mts';
import { workFolder } from '../scripts/setup.mjs';
import { sendParameters } from '../test/engine/sms.mts';
import { sender } from './messages.mts';
import type { PlivoEndpoint } from './processes/protocol.mts';
import { concurrency, type Contender, type Scenario } from './scenario.mts';

/** A node of a workflow, as far as contenders differ. */
export interface ContenderNode {
	type: string;
	typeVersion: number;
	parameters: IDataObject;
}

export const plivoType = 'n8n-nodes-plivo.plivo';
export const httpRequestType = 'n8n-nodes-base.httpRequest';

/** More than anything here sends in five seconds. */
const noLimit = 1_000_000;

/** @returns n8n's HTTP Request node, out of the n8n of the playground */
export function httpRequest(): IVersionedNodeType {
	const load = createRequire(join(workFolder, 'n8n', 'package.json'));
	const { HttpRequest } = load('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => IVersionedNodeType;
	};
	return new HttpRequest();
}

/** @returns the node that sends a message for each item with `to` and `text` */
export function contenderNode(contender: Contender, scenario: Scenario, plivo: PlivoEndpoint): ContenderNode {
	if (contender === 'http') return httpRequestNode(plivo);
	const options = {
		...(contender === 'alone' && { concurrency: 1 }),
		...(contender === 'node' && scenario.limit === 'none' && { concurrency }),
		...(scenario.limit === 'none' && { requestsPer5Seconds: noLimit }),
		...(scenario.broadcast && { broadcast: true }),
	};
	return { type: plivoType, typeVersion: 1, parameters: sendParameters({ options }) };
}

/** Set up as a user does: the credential from the list, the body as fields, and all else as it was. */
function httpRequestNode({ baseUrl, authId }: PlivoEndpoint): ContenderNode {
	const body = { src: sender, dst: '={{ $json.to }}', type: 'sms', text: '={{ $json.text }}' };
	return {
		type: httpRequestType,
		typeVersion: httpRequest().currentVersion,
		parameters: {
			method: 'POST',
			url: `${baseUrl}/v1/Account/${authId}/Message/`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credentialType,
			sendBody: true,
			bodyParameters: { parameters: Object.entries(body).map(([name, value]) => ({ name, value })) },
			options: {},
		},
	};
}
