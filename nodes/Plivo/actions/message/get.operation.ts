import { updateDisplayOptions } from 'n8n-workflow';

import { recordOf } from '../../client/wire/response';
import type { PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';
import { readSimplify, simplifyField } from './simplify';

/** Message → Get: the record of one message (its state and cost; it doesn't contain the text). */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['get'] } }, [messageUuidField, simplifyField]),

	async execute(client, i) {
		const path = `Message/${readMessageUuid.call(this, i)}/`;
		const simplify = readSimplify.call(this, i);
		return simplify(recordOf(await client.get<unknown>(path)));
	},
};
