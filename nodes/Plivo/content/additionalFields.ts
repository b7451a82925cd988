import type { INodeProperties } from 'n8n-workflow';

import type { SendBody } from '../client/wire/messageTypes';
import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { parseBoolean } from '../fields/boolean';
import { formatNumber } from '../fields/formatNumber';
import { parseOption } from '../fields/option';
import { MAX_REFERENCE, parseReference, REFERENCE, withReference } from '../fields/reference';
import { asText } from '../fields/text';
import { asId } from '../fields/textChecks';
import { parseWebAddress } from '../fields/url';

/** Send and Wait has its own callback. */
const forSend = { show: { '/operation': ['send'] } };

const EXPIRY = { fewest: 5, most: 10_799 };

/**
 * Optional fields of a message besides its content; the names are those of the request. n8n wants them in alphabetical
 * order, so the labels of what few people need begin with "To India": they come last.
 */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Keep in Logs',
			name: 'log',
			type: 'options',
			options: [
				{ name: 'Content and Number', value: 'true' },
				{ name: 'Content Only', value: 'content_only', description: 'Plivo masks the phone numbers' },
				{ name: 'Neither', value: 'false', description: 'Plivo masks the phone numbers and keeps no content. List Media then finds no files.' },
				{ name: 'Number Only', value: 'number_only', description: 'Plivo keeps no content' },
			],
			default: 'true',
			description: 'What Plivo keeps of this message in its logs',
		},
		{
			displayName: 'Message Expiry',
			name: 'message_expiry',
			type: 'number',
			typeOptions: { minValue: EXPIRY.fewest, maxValue: EXPIRY.most },
			default: 3600,
			description:
				`How many seconds the message can wait at Plivo before it expires, from ${EXPIRY.fewest} to ${formatNumber(EXPIRY.most)}. The default is three hours.`,
		},
		{
			displayName: 'Reference',
			name: REFERENCE,
			type: 'string',
			default: '',
			placeholder: 'e.g. order 1042',
			description:
				`A text of your own, such as an order number, that comes back as "${REFERENCE}": in the output, and with each status of the message. It is added at the end of the 'Status Callback URL'. Up to ${MAX_REFERENCE} characters.`,
		},
		{
			displayName: 'Report Conversion Later',
			name: 'trackable',
			type: 'boolean',
			default: false,
			description: "Whether you will tell Plivo with the operation 'Report Conversion' what the recipient did, such as enter the code. Plivo calls such a message trackable.",
		},
		{
			displayName: 'Status Callback Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
			],
			default: 'POST',
			description: "How Plivo calls the 'Status Callback URL'",
			displayOptions: forSend,
		},
		{
			displayName: 'Status Callback URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/status',
			description:
				'Address that Plivo calls each time the status of the message changes (sent, delivered, failed). To start a workflow with it, paste the Production URL of a Plivo Messaging Trigger; its Test URL only works while the trigger listens.',
			displayOptions: forSend,
		},
		{
			displayName: 'To India: DLT Entity ID',
			name: 'dlt_entity_id',
			type: 'string',
			default: '',
			description: 'The entity ID of your DLT registration',
		},
		{
			displayName: 'To India: DLT Template Category',
			name: 'dlt_template_category',
			type: 'options',
			options: [
				{ name: 'Promotional', value: 'promotional' },
				{ name: 'Service Explicit', value: 'service_explicit' },
				{ name: 'Service Implicit', value: 'service_implicit' },
				{ name: 'Transactional', value: 'transactional' },
			],
			default: 'transactional',
			description: 'The category of the template in the DLT portal',
		},
		{
			displayName: 'To India: DLT Template ID',
			name: 'dlt_template_id',
			type: 'string',
			default: '',
			description: 'The ID of the template in the DLT portal. Send from the header (sender ID) that the template is registered with.',
		},
	],
};

type AdditionalBody = Pick<
	SendBody,
	| 'url'
	| 'method'
	| 'message_expiry'
	| 'log'
	| 'trackable'
	| 'dlt_entity_id'
	| 'dlt_template_id'
	| 'dlt_template_category'
>;

/**
 * The part of a send request from the additional fields. Fields that were added but left empty are omitted. A reference
 * goes into the address for statuses.
 *
 * @throws InvalidFieldError naming the first field that Plivo would reject
 */
export function composeAdditionalFields(fields: Record<string, unknown>): AdditionalBody {
	const body: AdditionalBody = {};

	const url = asText(fields.url, 'Status Callback URL').trim();
	if (url !== '') {
		const address = parseWebAddress(url, 'Status Callback URL', 'https://example.com/status');
		const reference = parseReference(fields[REFERENCE]);
		body.url = reference === undefined ? address : withReference(address, reference);
	}
	if (fields.method !== undefined) body.method = parseOption(fields.method, ['GET', 'POST'], 'Status Callback Method');
	if (fields.message_expiry !== undefined) body.message_expiry = expiry(fields.message_expiry);
	if (fields.log !== undefined) {
		body.log = parseOption(String(fields.log), ['true', 'false', 'content_only', 'number_only'], 'Keep in Logs');
	}
	if (fields.trackable !== undefined) body.trackable = parseBoolean(fields.trackable, 'Report Conversion Later');

	const entityId = asId(fields.dlt_entity_id, 'To India: DLT Entity ID');
	if (entityId !== '') body.dlt_entity_id = entityId;
	const templateId = asId(fields.dlt_template_id, 'To India: DLT Template ID');
	if (templateId !== '') body.dlt_template_id = templateId;
	if (fields.dlt_template_category !== undefined) {
		body.dlt_template_category = parseOption(
			fields.dlt_template_category,
			['transactional', 'promotional', 'service_implicit', 'service_explicit'],
			'To India: DLT Template Category',
		);
	}
	return body;
}

function expiry(value: unknown): number {
	const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= EXPIRY.fewest && seconds <= EXPIRY.most) {
		return seconds;
	}
	throw new InvalidFieldError(
		'Message Expiry',
		`is ${quoted(value)}, but Plivo accepts whole seconds from 5 to 10,799`,
		'Enter a number in this range, or remove the field to use the default of three hours.',
	);
}
