import type { MessageBody } from '../../client/wire/messageTypes';
import { composeAdditionalFields } from '../../content/additionalFields';
import { readAddresses } from '../../content/addressing/addresses';
import { contentFields, readContent, withBodies } from '../../content/messageContent';
import { parseReference } from '../../fields/reference';
import { hintThatNotDelivered } from '../../sending/acceptedHint';
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
		const content = await readContent.call(this, client, i, from);
		const fields = this.getNodeParameter('additionalFields', i, {});
		const additional = composeAdditionalFields(fields);
		const whole = (body: MessageBody) => ({ ...from, ...body, ...additional });
		return { to, ...withBodies(content, whole), reference: parseReference(fields.reference) };
	},

	maySendAgain,
	validatesOnly,

	async afterSending(results) {
		hintThatNotDelivered(this, results);
	},
};
