import type { IDataObject } from 'n8n-workflow';

import { VOICE_KEYS, type Application } from './plivoResources';

/**
 * The settings of one of our applications: calls as before, messages to n8n.
 *
 * Plivo's API has no fallback address for messages, so none is lost.
 *
 * If no former application has an answer URL, none is sent, so that calls stay unanswered as before. Plivo's reference
 * says it is required, but its SDKs and its staff's own code leave it out, and any address sent would change what callers
 * hear. If Plivo rejects it, the registration fails with Plivo's text before the number is changed.
 *
 * @param former the application that the number had, if any
 * @returns in the form of Plivo's application API; keys with empty values are left out
 */
export function settingsFor(former: Application | undefined, messageUrl: string): IDataObject {
	const settings: IDataObject = { message_url: messageUrl, message_method: 'POST' };
	for (const key of VOICE_KEYS) {
		if (former?.[key]) settings[key] = former[key];
	}
	// If it's left out, Plivo uses the answer URL instead. (Plivo's application API.)
	if (former?.answer_url && !former.hangup_url) settings.hangup_url = '';
	const log = logging(former);
	if (log !== undefined) settings.log_incoming_messages = log;
	const subaccount = subaccountOf(former);
	if (subaccount !== undefined) settings.subaccount = subaccount;
	return settings;
}

/**
 * What has to be changed for one of our applications to have these settings; empty if nothing has. A voice setting that
 * the former application no longer has is cleared.
 */
export function changesTo(own: Application, settings: IDataObject): IDataObject {
	const changes: IDataObject = {};
	for (const key of [...VOICE_KEYS, 'message_url', 'message_method'] as const) {
		const wanted = settings[key] ?? '';
		// The method of an address that isn't set is irrelevant, and Plivo fills in a default.
		if (key.endsWith('_method') && wanted === '') continue;
		if ((own[key] ?? '') !== wanted) changes[key] = wanted;
	}
	const [wanted, found] = [settings.log_incoming_messages, logging(own)];
	if (typeof wanted === 'boolean' && found !== undefined && found !== wanted) changes.log_incoming_messages = wanted;
	return changes;
}

/** Whether incoming calls to a number on the application are answered in some way. */
export function hasVoice({ answer_url, fallback_answer_url }: Application): boolean {
	return Boolean(answer_url) || Boolean(fallback_answer_url);
}

/** Plivo's reference uses one name, the samples of its SDKs the other. */
function logging(application: Application | undefined): boolean | undefined {
	return application?.log_incoming_messages ?? application?.log_incoming_message ?? undefined;
}

/** Auth ID of the subaccount that an application belongs to. Plivo's record contains a path; its requests use the ID. */
function subaccountOf(application: Application | undefined): string | undefined {
	const [id] = /SA[A-Z0-9]{18}/.exec(application?.sub_account ?? '') ?? [];
	return id;
}
