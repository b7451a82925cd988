import { type Static, Type } from '@sinclair/typebox';
import { subaccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { ofFormat } from '../http/formats.mts';
import { ownRule, strictObject, stringEnum, webhookMethod } from '../http/schemas.mts';
import type { Variants } from '../variants.mts';
import type { ApplicationValues } from './store.mts';

/** Plivo's reference of applications: letters, digits, hyphen and underscore. Not known about live Plivo: the length; see fitName(). */
const name = ownRule({ ...ofFormat('application name (letters, digits, - and _)'), maxLength: 100 }, 'maxLength');
const url = ofFormat('http or https URL (or empty text)');

const settings = Type.Partial(
	Type.Object({
		answer_url: url,
		answer_method: webhookMethod,
		hangup_url: url,
		hangup_method: webhookMethod,
		fallback_answer_url: url,
		fallback_method: webhookMethod,
		message_url: url,
		message_method: webhookMethod,
		default_number_app: Type.Boolean(),
		default_endpoint_app: Type.Boolean(),
		subaccount: stringEnum(subaccount.authId),
		log_incoming_messages: Type.Boolean(),
		public_uri: Type.Boolean(),
	}),
);

/**
 * The parameters of Plivo's reference of applications, and no others. `answer_url`, which it calls required, may be left
 * out: Plivo's official SDKs leave it out.
 *
 * Not known about live Plivo: whether it is as strict, and whether an empty URL means that nothing is called.
 */
export const createSchema = strictObject({ app_name: name, ...settings.properties });
export type CreateBody = Static<typeof createSchema>;

export const updateSchema = Type.Partial(createSchema);
export type UpdateBody = Static<typeof updateSchema>;

const keys: { [Key in keyof UpdateBody]-?: keyof ApplicationValues } = {
	app_name: 'name',
	answer_url: 'answerUrl',
	answer_method: 'answerMethod',
	hangup_url: 'hangupUrl',
	hangup_method: 'hangupMethod',
	fallback_answer_url: 'fallbackAnswerUrl',
	fallback_method: 'fallbackMethod',
	message_url: 'messageUrl',
	message_method: 'messageMethod',
	default_number_app: 'isDefault',
	default_endpoint_app: 'isEndpointDefault',
	subaccount: 'subaccount',
	log_incoming_messages: 'logIncomingMessages',
	public_uri: 'publicUri',
};

const shortName = 40;

/**
 * The body with the name that the application gets.
 *
 * Not known about live Plivo: how long a name may be. The switch app-name-length decides it.
 *
 * @throws PlivoError 400 if the name is too long
 */
export function fitName<Body extends UpdateBody>(body: Body, { 'app-name-length': limit }: Variants): Body {
	const { app_name: name = '' } = body;
	if (limit === '100' || name.length <= shortName) return body;
	if (limit === 'cut') return { ...body, app_name: name.slice(0, shortName) };
	throw new PlivoError(400, `'app_name' has ${name.length} characters, the maximum is ${shortName}.`);
}

/** What the body sets, in the sandbox's own names. */
export function changesOf(body: UpdateBody): Partial<ApplicationValues> {
	return Object.fromEntries(
		Object.entries(body).map(([key, value]) => [keys[key as keyof UpdateBody], value]),
	) as Partial<ApplicationValues>;
}

/**
 * All values of a new application. The defaults are those of Plivo's reference: POST, messages are logged, and the end of a call
 * is reported to the URL that answers calls.
 */
export function valuesOf(body: CreateBody): ApplicationValues {
	return {
		name: body.app_name,
		answerUrl: '',
		answerMethod: 'POST',
		hangupUrl: body.answer_url ?? '',
		hangupMethod: 'POST',
		fallbackAnswerUrl: '',
		fallbackMethod: 'POST',
		messageUrl: '',
		messageMethod: 'POST',
		isDefault: false,
		isEndpointDefault: false,
		logIncomingMessages: true,
		publicUri: false,
		subaccount: null,
		...changesOf(body),
	};
}
