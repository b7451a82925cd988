import type { IDataObject } from 'n8n-workflow';

import type { Application } from './plivoResources';

/** What calls to a number do. A Plivo application holds it together with the address for messages. */
const VOICE_KEYS = [
	'answer_url',
	'answer_method',
	'hangup_url',
	'hangup_method',
	'fallback_answer_url',
	'fallback_method',
] as const;

/**
 * What an application of ours is set to: calls as before, messages to n8n.
 *
 * There is no fallback address for messages in Plivo's API, so none is lost.
 *
 * @param former the application that the number had, if it had one
 * @returns in the form of Plivo's application API; keys whose value is empty are left out
 */
export function settingsFor(former: Application | undefined, messageUrl: string): IDataObject {
	const settings: IDataObject = { message_url: messageUrl, message_method: 'POST' };
	for (const key of VOICE_KEYS) {
		if (former?.[key]) settings[key] = former[key];
	}
	if (typeof former?.log_incoming_messages === 'boolean') settings.log_incoming_messages = former.log_incoming_messages;
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
	const { log_incoming_messages: log } = settings;
	if (typeof log === 'boolean' && typeof own.log_incoming_messages === 'boolean' && own.log_incoming_messages !== log) {
		changes.log_incoming_messages = log;
	}
	return changes;
}

/** Auth ID of the subaccount that an application belongs to. Plivo's record has a path; its requests take the ID. */
function subaccountOf(application: Application | undefined): string | undefined {
	const [id] = /SA[A-Z0-9]{18}/.exec(application?.sub_account ?? '') ?? [];
	return id;
}
