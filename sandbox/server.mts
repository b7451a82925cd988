import type { Server } from 'node:http';
import { createServer } from 'node:https';
import { fastify } from 'fastify';
import { accountRoutes } from './api/account.mts';
import { applicationRoutes } from './api/application.mts';
import { conversionRoutes } from './api/conversion.mts';
import { mediaFileRoutes, mediaRoutes } from './api/media.mts';
import { messageRoutes } from './api/message.mts';
import { messageMediaFileRoutes, messageMediaRoutes } from './api/messageMedia.mts';
import { numberRoutes } from './api/number.mts';
import { numberPoolRoutes } from './api/numberPool.mts';
import { powerpackRoutes } from './api/powerpack.mts';
import { whatsappTemplateRoutes } from './api/whatsappTemplate.mts';
import type { ApplicationBody } from './applications/body.mts';
import type { CallbackAttempt } from './callbacks/webhooks.mts';
import { realClock, type SandboxClock } from './clock.mts';
import { consoleOf } from './control/console.mts';
import { controlRoutes } from './control/routes.mts';
import type { Faults } from './faults.mts';
import { mainAccount, type SandboxAccount, subaccount } from './fixtures.mts';
import { formats } from './http/formats.mts';
import { ownRulesKeyword } from './http/schemas.mts';
import { usePipeline } from './http/pipeline.mts';
import type { Limits } from './http/rateLimits.mts';
import type { InboundMessage } from './inbound/inboundMessage.mts';
import type { DeliveryTiming } from './messages/delivery.mts';
import type { AcceptedSend, RecordedRequest } from './requestLog.mts';
import { type Snapshot, takeSnapshot } from './snapshot.mts';
import { SandboxState } from './state.mts';
import { wabaId, type WhatsAppTemplate } from './templates.mts';

export interface SandboxOptions<Clock extends SandboxClock = SandboxClock> {
	/** Default 127.0.0.1. */
	host?: string;
	/** Default 0: any free port. */
	port?: number;
	/** Default: the real clock. */
	clock?: Clock;
	/** Default: sent after 300 ms, delivered after 1,200 ms, a WhatsApp message read after 2,000 ms. */
	timing?: DeliveryTiming;
	/** Default: Plivo's own, 20 list requests a minute and 300 requests in 5 seconds. */
	limits?: Limits;
	/** Served over HTTPS with these, as PEM. Default: plain HTTP. */
	tls?: { key: string; cert: string };
	/**
	 * Takes sends as forms too, which is how n8n's built-in Plivo node sends them. Default: JSON only, because it is not known
	 * whether live Plivo takes forms.
	 */
	takeForms?: boolean;
}

/** A running sandbox. `Clock` is the kind of clock it was started with. */
export interface Sandbox<Clock extends SandboxClock = SandboxClock> {
	/** Without a slash at the end: http://127.0.0.1:4010 */
	url: string;
	account: SandboxAccount;
	subaccount: SandboxAccount;
	clock: Clock;
	/** The WhatsApp Business Account of the templates. */
	wabaId: string;
	/** Its templates; may be changed, and are back to those of templates.mts after a reset. */
	templates: WhatsAppTemplate[];
	/** Every request to Plivo's API, refused ones included, oldest first. */
	requests: RecordedRequest[];
	/** Every send request that was accepted, whatever its sender got to hear, oldest first. */
	accepted: AcceptedSend[];
	/** Every call of a webhook, oldest first. */
	callbacks: CallbackAttempt[];
	faults: Faults;
	/**
	 * A customer writes to a WhatsApp number of the account (default: `whatsappNumber` of fixtures.mts), which may answer
	 * freely for the next 24 hours. Numbers may have a plus sign and blanks.
	 *
	 * @throws Error when the number is no WhatsApp number of the account
	 */
	openConversation(customer: string, businessNumber?: string): void;
	/**
	 * Somebody sends a message to a number of the account. Its webhook is called as Plivo calls it: the message URL of the
	 * application that answers, for WhatsApp the one of setWhatsappWebhook(). A WhatsApp message opens a conversation.
	 *
	 * @returns its UUID
	 * @throws Error when the number is not the account's or does not take such a message
	 */
	receive(message: InboundMessage): string;
	/**
	 * Calls the webhook of a received message once more, as a retry does: same parameters, new nonce.
	 *
	 * @throws Error when no webhook was called for such a message
	 */
	redeliver(messageUuid: string): void;
	/**
	 * Sets what is called for WhatsApp messages to a number, as one does in Plivo's console; undefined for nothing. `method` is
	 * POST by default.
	 *
	 * @throws Error when the number is no WhatsApp number of the account
	 */
	setWhatsappWebhook(number: string, webhook: { url: string; method?: 'GET' | 'POST' } | undefined): void;
	/** Who answers what at the moment, as plain JSON data; see snapshot.mts. */
	snapshot(): Snapshot;
	/** Has an application answer a number, or nothing, as one does in Plivo's console. @throws Error when either is unknown */
	link(number: string, appId: string | null): void;
	/** Creates an application in the console. Returns its id. */
	addApplication(values: ApplicationBody & { app_name: string }): string;
	/** Changes an application in the console. @throws Error when it is unknown */
	editApplication(appId: string, changes: ApplicationBody): void;
	/** Deletes an application in the console, with its SIP endpoints. @throws Error when it is unknown */
	removeApplication(appId: string): void;
	/**
	 * Forgets messages, media, conversations, faults, records and counted requests, gives up on callbacks, and has the numbers
	 * and applications of the fixtures again; keeps listening.
	 */
	reset(): void;
	/** Stops at once: open connections are cut, pending timers and callbacks dropped. */
	close(): Promise<void>;
}

/**
 * Starts a stand-in for Plivo's messaging API.
 *
 * @throws the error of the operating system when the port is taken (code EADDRINUSE)
 */
export async function startSandbox<Clock extends SandboxClock = SandboxClock>(
	options: SandboxOptions<Clock> & { clock: Clock },
): Promise<Sandbox<Clock>>;
export async function startSandbox(options?: SandboxOptions): Promise<Sandbox>;
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const {
		host = '127.0.0.1',
		port = 0,
		clock = realClock(),
		timing = { sentAfterMs: 300, deliveredAfterMs: 1_200 },
		limits = { listPerMinute: 20, requestsPer5Seconds: 300 },
		tls,
		takeForms = false,
	} = options;
	const state = new SandboxState(clock, timing, limits);
	const app = buildServer(state, { tls, takeForms });
	const url = (await app.listen({ host, port })).replace('[::1]', 'localhost');
	// With a server of our own, Fastify says http: whatever it speaks.
	state.url = tls === undefined ? url : url.replace(/^http:/, 'https:');
	return {
		url: state.url,
		account: mainAccount,
		subaccount,
		clock,
		wabaId,
		templates: state.templates,
		requests: state.requests,
		accepted: state.accepted,
		callbacks: state.webhooks.attempts,
		faults: state.faults,
		openConversation: (customer, businessNumber) => state.openConversation(customer, businessNumber),
		receive: (message) => state.inbox.receive(message),
		redeliver: (messageUuid) => state.inbox.redeliver(messageUuid),
		setWhatsappWebhook: (number, webhook) => state.inbox.setWhatsappWebhook(number, webhook),
		snapshot: () => takeSnapshot(state),
		...consoleOf(state),
		reset: () => state.reset(),
		close: async () => {
			state.delivery.clear();
			state.webhooks.stop();
			await app.close();
		},
	};
}

function buildServer(state: SandboxState, { tls, takeForms }: Pick<SandboxOptions, 'tls'> & { takeForms: boolean }) {
	const app = fastify<Server>({
		...(tls !== undefined && { serverFactory: (handler) => createServer(tls, handler) }),
		// Strict: a number in quotes is no number, and an unknown key is an error, not something to drop in silence.
		ajv: {
			customOptions: {
				...{ coerceTypes: false, removeAdditional: false, useDefaults: false, discriminator: true, formats },
				// So that an error tells whose rule it is; see http/schemas.mts.
				...{ verbose: true, keywords: [ownRulesKeyword] },
			},
		},
		exposeHeadRoutes: false,
		forceCloseConnections: true,
	});
	void app.register(async (plivo) => {
		usePipeline(plivo, state, takeForms);
		accountRoutes(plivo);
		messageRoutes(plivo, state);
		messageMediaRoutes(plivo, state);
		conversionRoutes(plivo, state);
		mediaRoutes(plivo, state);
		applicationRoutes(plivo, state);
		numberRoutes(plivo, state);
		powerpackRoutes(plivo, state);
		numberPoolRoutes(plivo, state);
		whatsappTemplateRoutes(plivo, state);
	});
	void app.register(async (control) => controlRoutes(control, state));
	mediaFileRoutes(app, state);
	messageMediaFileRoutes(app, state);
	return app;
}
