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
import type { CreateBody, UpdateBody } from './applications/body.mts';
import type { CallbackAttempt } from './callbacks/webhooks.mts';
import { realClock, type SandboxClock } from './clock.mts';
import { consoleOf } from './control/console.mts';
import { controlRoutes } from './control/routes.mts';
import type { Faults } from './faults.mts';
import { mainAccount, type SandboxAccount, subaccount } from './fixtures.mts';
import { formats } from './http/formats.mts';
import { ownRulesKeyword, type WebhookMethod } from './http/schemas.mts';
import { usePipeline } from './http/pipeline.mts';
import type { Limits } from './http/rateLimits.mts';
import type { InboundMessage } from './inbound/inboundMessage.mts';
import type { DeliveryTiming } from './messages/delivery.mts';
import type { AcceptedSend, RecordedRequest } from './requestLog.mts';
import { type Snapshot, takeSnapshot } from './snapshot.mts';
import { SandboxState } from './state.mts';
import { wabaId, type WhatsAppTemplate } from './templates.mts';
import type { Variants } from './variants.mts';

export interface SandboxOptions<Clock extends SandboxClock = SandboxClock> {
	/** Default 127.0.0.1. */
	host?: string;
	/** Default 0: any free port. */
	port?: number;
	/** Default: the real clock. */
	clock?: Clock;
	/** Default: sent after 300 ms, delivered after 1,200 ms, a WhatsApp message read after 2,000 ms. */
	timing?: DeliveryTiming;
	/** Default: Plivo's own, 20 list requests per minute and 300 requests per 5 seconds. */
	limits?: Limits;
	/** Key and certificate for HTTPS, as PEM. Default: plain HTTP. */
	tls?: { key: string; cert: string };
	/**
	 * Whether to accept sends as forms too, which is how n8n's built-in Plivo node sends them. Default: JSON only, because it isn't
	 * known whether live Plivo accepts forms.
	 */
	takeForms?: boolean;
	/** Where the switches of variants.mts stand. Default: each in its first position. */
	variants?: Partial<Variants>;
}

/** A running sandbox. `Clock` is the kind of clock that it was started with. */
export interface Sandbox<Clock extends SandboxClock = SandboxClock> {
	/** Without a slash at the end: http://127.0.0.1:4010 */
	url: string;
	account: SandboxAccount;
	subaccount: SandboxAccount;
	clock: Clock;
	/** The WhatsApp Business Account of the templates. */
	wabaId: string;
	/** Its templates. You can change them; a reset restores those of templates.mts. */
	templates: WhatsAppTemplate[];
	/** Where each switch of variants.mts stands. You can change them; a reset restores those of the start. */
	variants: Variants;
	/** Every request to Plivo's API, including rejected ones, oldest first. */
	requests: RecordedRequest[];
	/** Every send request that was accepted, whatever answer its sender got, oldest first. */
	accepted: AcceptedSend[];
	/** Every webhook call, oldest first. */
	callbacks: CallbackAttempt[];
	faults: Faults;
	/**
	 * A customer writes to a WhatsApp number of the account (default: `whatsappNumber` of fixtures.mts), which can then
	 * reply freely for 24 hours. Numbers may have a plus sign and spaces.
	 *
	 * @throws Error if the number isn't a WhatsApp number of the account
	 */
	openConversation(customer: string, businessNumber?: string): void;
	/**
	 * Someone sends a message to a number of the account. Its webhook is called as Plivo calls it: the message URL of the
	 * application that answers or, for WhatsApp, the URL of setWhatsappWebhook(). A WhatsApp message opens a conversation.
	 *
	 * @returns its UUID
	 * @throws Error if the number isn't the account's or doesn't accept such a message
	 */
	receive(message: InboundMessage): string;
	/**
	 * Calls the webhook of a received message once more, as a retry does: same parameters, new nonce.
	 *
	 * @throws Error if no webhook was called for such a message
	 */
	redeliver(messageUuid: string): void;
	/**
	 * Sets what is called for WhatsApp messages to a number, as in Plivo's console; undefined for nothing. `method` is POST by
	 * default.
	 *
	 * @throws Error if the number isn't a WhatsApp number of the account
	 */
	setWhatsappWebhook(number: string, webhook: { url: string; method?: WebhookMethod } | undefined): void;
	/** What answers each number at the moment, as plain JSON data; see snapshot.mts. */
	snapshot(): Snapshot;
	/** Sets the application that answers a number (null for none), as in Plivo's console. @throws Error if either is unknown */
	link(number: string, appId: string | null): void;
	/** Creates an application in the console. Returns its id. */
	addApplication(values: CreateBody): string;
	/** Changes an application in the console. @throws Error if it's unknown */
	editApplication(appId: string, changes: UpdateBody): void;
	/** Deletes an application in the console, with its SIP endpoints. @throws Error if it's unknown */
	removeApplication(appId: string): void;
	/**
	 * Deletes messages, media, conversations, faults, records and counted requests, cancels callbacks, and restores the numbers
	 * and applications of the fixtures. The sandbox keeps listening.
	 */
	reset(): void;
	/** Stops at once: closes open connections, and cancels pending timers and callbacks. */
	close(): Promise<void>;
}

/**
 * Starts the sandbox, which stands in for Plivo's messaging API.
 *
 * @throws the operating system's error if the port is in use (code EADDRINUSE)
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
		variants = {},
	} = options;
	const state = new SandboxState(clock, timing, limits, variants);
	const app = buildServer(state, { tls, takeForms });
	const url = (await app.listen({ host, port })).replace('[::1]', 'localhost');
	// With our own server, Fastify always says http:, even for HTTPS.
	state.url = tls === undefined ? url : url.replace(/^http:/, 'https:');
	return {
		url: state.url,
		account: mainAccount,
		subaccount,
		clock,
		wabaId,
		templates: state.templates,
		variants: state.variants,
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
			state.downloads.clear();
			state.delivery.clear();
			state.webhooks.stop();
			await app.close();
		},
	};
}

function buildServer(state: SandboxState, { tls, takeForms }: Pick<SandboxOptions, 'tls'> & { takeForms: boolean }) {
	const app = fastify<Server>({
		...(tls !== undefined && { serverFactory: (handler) => createServer(tls, handler) }),
		// Strict: a number in quotes isn't a number, and an unknown key is an error, not silently removed.
		ajv: {
			customOptions: {
				...{ coerceTypes: false, removeAdditional: false, useDefaults: false, discriminator: true, formats },
				// Makes errors say whose rule was broken; see http/schemas.mts.
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
