import type { Application } from './application.mts';

/**
 * An application as Plivo returns it. (The sample of an application in its Go SDK.)
 *
 * Plivo's documents disagree about two keys. Its reference says `log_incoming_messages`, as here, but the samples of lists in its
 * SDKs say `log_incoming_message`. `sub_account` is a path, as in those samples, but records of numbers have only the auth id.
 *
 * @param authId of the account that makes the request, for `resource_uri`
 */
export function applicationRecord(application: Application, authId: string) {
	return {
		answer_method: application.answerMethod,
		answer_url: application.answerUrl,
		app_id: application.appId,
		app_name: application.name,
		default_app: application.isDefault,
		default_endpoint_app: application.isEndpointDefault,
		enabled: true,
		fallback_answer_url: application.fallbackAnswerUrl,
		fallback_method: application.fallbackMethod,
		hangup_method: application.hangupMethod,
		hangup_url: application.hangupUrl,
		log_incoming_messages: application.logIncomingMessages,
		message_method: application.messageMethod,
		message_url: application.messageUrl,
		public_uri: application.publicUri,
		resource_uri: `/v1/Account/${authId}/Application/${application.appId}/`,
		sip_uri: `sip:${application.appId}@app.plivo.com`,
		sub_account: application.subaccount === null ? null : `/v1/Account/${application.subaccount}/`,
	};
}

export type ApplicationRecord = ReturnType<typeof applicationRecord>;
