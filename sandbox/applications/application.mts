import { mainAccount } from '../fixtures.mts';
import type { WebhookMethod } from '../http/schemas.mts';

/** An application as the sandbox keeps it: which URLs to call for incoming calls and messages. */
export interface Application {
	/** 17 digits. Stored as text, because a number would lose some of them. */
	appId: string;
	name: string;
	answerUrl: string;
	answerMethod: WebhookMethod;
	hangupUrl: string;
	hangupMethod: WebhookMethod;
	/** Plivo's samples show null for applications that never had one; the same goes for `messageUrl`. */
	fallbackAnswerUrl: string | null;
	fallbackMethod: WebhookMethod;
	messageUrl: string | null;
	messageMethod: WebhookMethod;
	/** Whether numbers get this application if none is named. */
	isDefault: boolean;
	isEndpointDefault: boolean;
	logIncomingMessages: boolean;
	publicUri: boolean;
	/** Auth id of the subaccount it belongs to. */
	subaccount: string | null;
}

/** A SIP endpoint. Plivo's API of endpoints isn't part of the sandbox, but applications own endpoints. */
export interface Endpoint {
	username: string;
	/** Null if its application was deleted without deleting the endpoint. */
	appId: string | null;
}

/** The path of an application, as the records of numbers show it: always under the main account. */
export function applicationPath(appId: string): string {
	return `/v1/Account/${mainAccount.authId}/Application/${appId}/`;
}

/** The id in a path made by applicationPath(); undefined for any other path and for null. */
export function appIdOf(path: string | null): string | undefined {
	const [, appId] = /\/Application\/(\d+)\/$/.exec(path ?? '') ?? [];
	return appId;
}
