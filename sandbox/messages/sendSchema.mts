import { type Static, Type } from '@sinclair/typebox';
import { ownRule, strictObject, stringEnum, webhookMethod } from '../http/schemas.mts';
import { logSetting, messageType } from './message.mts';
import { interactiveSchema } from './whatsapp/interactiveSchema.mts';
import { locationSchema } from './whatsapp/locationSchema.mts';
import { templateSchema } from './whatsapp/templateSchema.mts';

const files = Type.Array(Type.String(), { minItems: 1, maxItems: 10 });

/**
 * Types, ranges and allowed values of Plivo's messages API and its reference of sending. Nothing is converted, and a
 * parameter that isn't listed is rejected.
 *
 * Where the two pages disagree, the sandbox accepts what Plivo's official SDKs send: `media_urls` as an array (one page says
 * a comma-separated string) and `message_expiry` as a number (one page says a string).
 * Not known about live Plivo: whether it is as strict, and the text of its errors.
 * Not included: `callback_url` and `callback_method`, which make any request to Plivo asynchronous.
 */
export const sendSchema = strictObject({
	src: Type.Optional(Type.String()),
	powerpack_uuid: Type.Optional(Type.String()),
	dst: Type.String({ minLength: 1 }),
	text: Type.Optional(Type.String()),
	type: Type.Optional(messageType),
	media_urls: Type.Optional(ownRule(files, 'type', 'minItems')),
	media_ids: Type.Optional(ownRule(files, 'minItems')),
	template: Type.Optional(templateSchema),
	interactive: Type.Optional(interactiveSchema),
	location: Type.Optional(locationSchema),
	url: Type.Optional(Type.String()),
	method: Type.Optional(webhookMethod),
	message_expiry: Type.Optional(ownRule(Type.Integer({ minimum: 5, maximum: 10_799 }), 'type')),
	log: Type.Optional(logSetting),
	trackable: Type.Optional(Type.Boolean()),
	dlt_entity_id: Type.Optional(Type.String()),
	dlt_template_id: Type.Optional(Type.String()),
	dlt_template_category: Type.Optional(
		stringEnum('transactional', 'promotional', 'service_implicit', 'service_explicit'),
	),
});

/** The body of a send request, with Plivo's names, after the schema has accepted it. */
export type SendBody = Static<typeof sendSchema>;
