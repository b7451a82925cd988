import type { IDataObject } from 'n8n-workflow';

import { VOICE_KEYS, type Application } from './plivoResources';

/**
 * What an application of ours is set to: calls as before, messages to n8n.
 *
 * There is no fallback address for messages in Plivo's API, so none is lost.
 *
 * Where no former application has an answer URL, none is sent, so that calls stay unanswered as they were. Plivo's reference
 * calls it required, but its SDKs and its staff's own code leave it out; any address that we could send would change what
 * callers hear. Should Plivo refuse it, the registration fails with Plivo's words before the number is touched.
 *
 * @param former the application that the number had, if it had one
 * @returns in the form of Plivo's application API; keys whose value is empty are left out
 */
export function settingsFor(former: Application | undefined, messageUrl: string): IDataObject {
	const settings: IDataObject = { message_url: messageUrl, message_method: 'POST' };
	for (const key of VOICE_KEYS) {
		if (former?.[key]) settings[key] = former[key];
	}
	// Left out, Plivo would take the answer URL for it. (Plivo's application API.)
	if (former?.answer_url && !former.hangup_url) settings.hangup_url = '';
	const log = logging(former);
	if (log !== undefined) settings.log_incoming_messages = log;
	const subaccount = subaccountOf(former);
	if (subaccount !== undefined) settings.subaccount = subaccount;
	return settings;
}

/**
 * What has to be changed for an application of ours to have these settings; empty when nothing. A voice setting that the
 * former application has no more is emptied.
 */
export function changesTo(own: Application, settings: IDataObject): IDataObject {
	const changes: IDataObject = {};
	for (const key of [...VOICE_KEYS, 'message_url', 'message_method'] as const) {
		const wanted = settings[key] ?? '';
		// The method of an address that is not set says nothing, and Plivo fills in one of its own.
		if (key.endsWith('_method') && wanted === '') continue;
		if ((own[key] ?? '') !== wanted) changes[key] = wanted;
	}
	const [wanted, found] = [settings.log_incoming_messages, logging(own)];
	if (typeof wanted === 'boolean' && found !== undefined && found !== wanted) changes.log_incoming_messages = wanted;
	return changes;
}

/** Whether calls that come in to a number on the application are answered in some way. */
export function hasVoice({ answer_url, fallback_answer_url }: Application): boolean {
	return Boolean(answer_url) || Boolean(fallback_answer_url);
}

/** Plivo's reference has the one name, the samples of its SDKs the other. */
function logging(application: Application | undefined): boolean | undefined {
	return application?.log_incoming_messages ?? application?.log_incoming_message ?? undefined;
}

/** Auth ID of the subaccount that an application belongs to. Plivo's record has a path; its requests take the ID. */
function subaccountOf(application: Application | undefined): string | undefined {
	const [id] = /SA[A-Z0-9]{18}/.exec(application?.sub_account ?? '') ?? [];
	return id;
}
