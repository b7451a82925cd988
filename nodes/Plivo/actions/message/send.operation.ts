import { composeAdditionalFields } from '../../content/additionalFields';
import { readAddresses } from '../../content/addressing/addresses';
import { contentFields, readContent } from '../../content/messageContent';
import { parseReference } from '../../fields/reference';
import type { BatchOperation } from '../../sending/batchOperation';
import { maySendAgain } from '../../sending/ifOutcomeUnknown';
import { readSendSettings } from '../../sending/sendSettings';
import { validatesOnly } from '../../sending/validateOnly';

/** Message → Send. Each item is one request to Plivo, for one or more recipients; in a broadcast, many items share one. */
export const send: BatchOperation = {
	fields: contentFields({ resource: ['message'], operation: ['send'] }),

	settings: readSendSettings,

	async prepare(client, i) {
		const { from, to } = readAddresses.call(this, i);
		const { body, addMedia } = await readContent.call(this, client, i);
		const additional = this.getNodeParameter('additionalFields', i, {});
		const reference = parseReference(additional.reference);
		return { to, body: { ...from, ...body, ...composeAdditionalFields(additional) }, addMedia, reference };
	},

	maySendAgain,
	validatesOnly,
};
