import { randomUUID } from 'node:crypto';
import { powerpacks, type SandboxAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { isWebUrl } from '../http/webUrl.mts';
import type { SandboxState } from '../state.mts';
import { checkReach, type Content, readContent } from './content.mts';
import { countryFacts } from './countries.mts';
import { startDelivery } from './links.mts';
import type { Message } from './message.mts';
import { readRecipients } from './recipients.mts';
import { readSender } from './sender.mts';
import type { SendBody } from './sendSchema.mts';
import type { Conversations } from './whatsapp/conversations.mts';

export interface SendAnswer {
	message: string;
	message_uuid: string[];
	/** Only present if some of several numbers are invalid. */
	invalid_number?: string[];
}

/** Plivo's messages API: a message waits up to three hours, unless `message_expiry` sets another time. */
const defaultExpirySeconds = 10_800;

/**
 * Checks a send request as a whole and queues one message for each valid, unique recipient.
 *
 * Not known about live Plivo: the order of the UUIDs in its answer, and whether that names the invalid recipients. The switches
 * uuid-order and invalid-recipients decide it.
 *
 * @throws PlivoError 400 if the request is rejected; then nothing is queued
 */
export function sendMessages(body: SendBody, account: SandboxAccount, requesterIp: string, state: SandboxState): SendAnswer {
	const { variants } = state;
	const content = readContent(body, { owner: account.authId, media: state.media, templates: state.templates, variants });
	const sender = readSender(body, content.channel, account, { numbers: state.numbers.all(), powerpacks });
	if (body.url !== undefined && !isWebUrl(body.url)) throw new PlivoError(400, `'url' ${body.url} is not a valid URL.`);
	const { valid, invalid } = readRecipients(body.dst, sender.src, variants);
	checkReach(content, valid);

	const messages = valid.map((recipient): Message => {
		const { from, countryIso2 } = sender.fromFor(recipient);
		const time = state.messages.nextTime();
		return {
			uuid: randomUUID(),
			owner: account.authId,
			direction: 'outbound',
			type: content.channel,
			state: 'queued',
			errorCode: null,
			from,
			to: recipient.number,
			destinationCountry: recipient.countryIso2,
			isDomestic: countryIso2 === recipient.countryIso2,
			text: content.text,
			units: content.units,
			rate: countryFacts(recipient.countryIso2).rate[content.channel],
			time,
			updatedTime: time,
			powerpackUuid: sender.powerpackUuid,
			expirySeconds: body.message_expiry ?? defaultExpirySeconds,
			log: body.log ?? 'true',
			trackable: body.trackable ?? false,
			dlt: {
				entityId: body.dlt_entity_id ?? '',
				templateId: body.dlt_template_id ?? '',
				templateCategory: body.dlt_template_category ?? '',
			},
			media: content.media(time),
			...whatsappContentOf(body),
			...conversationOf(content, from, recipient.number, state.conversations),
			...(body.url === undefined ? {} : { statusCallback: { url: body.url, method: body.method ?? 'POST' } }),
			requesterIp,
		};
	});

	const uuids = messages.map(({ uuid }) => uuid);
	const outcome = {
		message_uuid: variants['uuid-order'] === 'reversed' ? uuids.reverse() : uuids,
		...(invalid.length === 0 || variants['invalid-recipients'] === 'dropped' ? {} : { invalid_number: invalid }),
	};
	state.accepted.push({ authId: account.authId, body, ...outcome, time: state.clock.now() });
	for (const message of messages) state.messages.add(message);
	startDelivery(messages, body, state);
	return { message: 'message(s) queued', ...outcome };
}

function whatsappContentOf({ template, interactive, location }: SendBody): Pick<Message, 'content'> {
	if (template !== undefined) return { content: { template } };
	if (interactive !== undefined) return { content: { interactive } };
	return location === undefined ? {} : { content: { location } };
}

/** Plivo's reference of sending: messages that aren't templates fail with this code if there is no ongoing conversation. */
const noConversation = '340';

/**
 * Whether a message will fail because of its content, or else the conversation it belongs to.
 *
 * Not known about live Plivo: whether newer versions of it fail with 380 instead of 340, as copies of its table of codes say.
 */
function conversationOf(
	{ failsWith, origin }: Content,
	from: string,
	to: string,
	conversations: Conversations,
): Pick<Message, 'failsWith' | 'conversation'> {
	if (failsWith !== undefined) return { failsWith };
	if (origin === undefined) return {};
	if (origin === 'service' && !conversations.isOpen(from, to)) return { failsWith: noConversation };
	return { conversation: conversations.join(from, to, origin) };
}
