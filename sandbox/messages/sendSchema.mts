import { ownRule } from '../http/schemas.mts';
import type { LogSetting, MessageType } from './message.mts';
import { type Interactive, interactiveSchema } from './whatsapp/interactiveSchema.mts';
import { type Location, locationSchema } from './whatsapp/locationSchema.mts';
import { type SentTemplate, templateSchema } from './whatsapp/templateSchema.mts';

/** The body of a send request, with Plivo's names, after the schema has accepted it. */
export interface SendBody {
	src?: string;
	powerpack_uuid?: string;
	dst: string;
	text?: string;
	type?: MessageType;
	media_urls?: string[];
	media_ids?: string[];
	template?: SentTemplate;
	interactive?: Interactive;
	location?: Location;
	url?: string;
	method?: 'GET' | 'POST';
	message_expiry?: number;
	log?: LogSetting;
	trackable?: boolean;
	dlt_entity_id?: string;
	dlt_template_id?: string;
	dlt_template_category?: string;
}

const text = { type: 'string' } as const;

/**
 * Types, ranges and allowed values of Plivo's messages API and its reference of sending. Nothing is converted, and a
 * parameter that isn't listed is rejected.
 *
 * Where the two pages disagree, the sandbox accepts what Plivo's official SDKs send: `media_urls` as an array (one page says
 * a comma-separated string) and `message_expiry` as a number (one page says a string).
 * Not known about live Plivo: whether it is as strict, and the text of its errors.
 * Not included: `callback_url` and `callback_method`, which make any request to Plivo asynchronous.
 */
export const sendSchema = {
	type: 'object',
	additionalProperties: false,
	required: ['dst'],
	properties: {
		src: text,
		powerpack_uuid: text,
		dst: { type: 'string', minLength: 1 },
		text,
		type: { type: 'string', enum: ['sms', 'mms', 'whatsapp'] },
		media_urls: ownRule({ type: 'array', minItems: 1, maxItems: 10, items: text }, 'type', 'minItems'),
		media_ids: ownRule({ type: 'array', minItems: 1, maxItems: 10, items: text }, 'minItems'),
		template: templateSchema,
		interactive: interactiveSchema,
		location: locationSchema,
		url: text,
		method: { type: 'string', enum: ['GET', 'POST'] },
		message_expiry: ownRule({ type: 'integer', minimum: 5, maximum: 10_799 }, 'type'),
		log: { type: 'string', enum: ['true', 'false', 'content_only', 'number_only'] },
		trackable: { type: 'boolean' },
		dlt_entity_id: text,
		dlt_template_id: text,
		dlt_template_category: {
			type: 'string',
			enum: ['transactional', 'promotional', 'service_implicit', 'service_explicit'],
		},
	},
} as const;
