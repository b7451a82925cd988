import { subaccount } from '../fixtures.mts';
import { ofFormat } from '../http/formats.mts';
import { ownRule, strictObject } from '../http/schemas.mts';
import type { WebhookMethod } from './application.mts';
import type { ApplicationValues } from './store.mts';

/** The parameters of an application, with Plivo's names. */
export interface ApplicationBody {
	app_name?: string;
	answer_url?: string;
	answer_method?: WebhookMethod;
	hangup_url?: string;
	hangup_method?: WebhookMethod;
	fallback_answer_url?: string;
	fallback_method?: WebhookMethod;
	message_url?: string;
	message_method?: WebhookMethod;
	default_number_app?: boolean;
	default_endpoint_app?: boolean;
	subaccount?: string;
	log_incoming_messages?: boolean;
	public_uri?: boolean;
}

/** Plivo's reference of applications: letters, digits, hyphen and underscore. Not known about live Plivo: the length. */
const name = ownRule({ ...ofFormat('application name (letters, digits, - and _)'), maxLength: 100 }, 'maxLength');
const url = ofFormat('http or https URL (or empty text)');
const method = { type: 'string', enum: ['GET', 'POST'] };
const flag = { type: 'boolean' };

const settings = {
	answer_url: url,
	answer_method: method,
	hangup_url: url,
	hangup_method: method,
	fallback_answer_url: url,
	fallback_method: method,
	message_url: url,
	message_method: method,
	default_number_app: flag,
	default_endpoint_app: flag,
	subaccount: { type: 'string', enum: [subaccount.authId] },
	log_incoming_messages: flag,
	public_uri: flag,
};

/**
 * The parameters of Plivo's reference of applications, and no others. `answer_url`, which it calls required, may be left
 * out: Plivo's official SDKs leave it out.
 *
 * Not known about live Plivo: whether it is as strict, and whether an empty URL means that nothing is called.
 */
export const createSchema = strictObject({ app_name: name }, settings);
export const updateSchema = strictObject({}, { app_name: name, ...settings });

const keys: { [Key in keyof ApplicationBody]-?: keyof ApplicationValues } = {
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

/** What the body sets, in the sandbox's own names. */
export function changesOf(body: ApplicationBody): Partial<ApplicationValues> {
	return Object.fromEntries(
		Object.entries(body).map(([key, value]) => [keys[key as keyof ApplicationBody], value]),
	) as Partial<ApplicationValues>;
}

/**
 * All values of a new application. The defaults are those of Plivo's reference: POST, messages are logged, and the end of a call
 * is reported to the URL that answers calls.
 */
export function valuesOf(body: ApplicationBody & { app_name: string }): ApplicationValues {
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
