import { mainAccount } from '../fixtures.mts';

export type WebhookMethod = 'GET' | 'POST';

/** An application as the sandbox keeps it: what to call for calls and messages that come in. */
export interface Application {
	/** 17 digits; as a number it would lose some of them. */
	appId: string;
	name: string;
	answerUrl: string;
	answerMethod: WebhookMethod;
	hangupUrl: string;
	hangupMethod: WebhookMethod;
	/** Null is what Plivo's samples show for applications that never had one; the same goes for `messageUrl`. */
	fallbackAnswerUrl: string | null;
	fallbackMethod: WebhookMethod;
	messageUrl: string | null;
	messageMethod: WebhookMethod;
	/** Whether numbers for which no application is named get this one. */
	isDefault: boolean;
	isEndpointDefault: boolean;
	logIncomingMessages: boolean;
	publicUri: boolean;
	/** Auth id of the subaccount it belongs to. */
	subaccount: string | null;
}

/** A SIP endpoint. Plivo's API of endpoints is no part of the sandbox; it has them because applications own them. */
export interface Endpoint {
	username: string;
	/** Null once its application is gone and it was not to go with it. */
	appId: string | null;
}

/** The path of an application, which is what records of numbers show: always under the main account. */
export function applicationPath(appId: string): string {
	return `/v1/Account/${mainAccount.authId}/Application/${appId}/`;
}

/** The id in a path made by applicationPath(); undefined for the path of anything else and for none. */
export function appIdOf(path: string | null): string | undefined {
	const [, appId] = /\/Application\/(\d+)\/$/.exec(path ?? '') ?? [];
	return appId;
}
