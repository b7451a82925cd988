import { randomUUID } from 'node:crypto';
import { powerpacks, rentedNumbers, type SandboxAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import type { SandboxState } from '../state.mts';
import { checkReach, readContent } from './content.mts';
import { countryFacts } from './countries.mts';
import type { Message } from './message.mts';
import { readRecipients } from './recipients.mts';
import { readSender } from './sender.mts';
import type { SendBody } from './sendSchema.mts';
import { isWebUrl } from './webUrl.mts';

export interface SendAnswer {
	message: string;
	message_uuid: string[];
	/** Only there when some of several numbers are invalid. */
	invalid_number?: string[];
}

/** Plivo's messages API: a message waits up to three hours unless `message_expiry` says otherwise. */
const defaultExpirySeconds = 10_800;

/**
 * Checks a send request as a whole and queues one message per valid, unique recipient.
 *
 * @throws PlivoError 400 when the request is refused; nothing is queued then
 */
export function sendMessages(body: SendBody, account: SandboxAccount, requesterIp: string, state: SandboxState): SendAnswer {
	const content = readContent(body);
	const sender = readSender(body, content.channel, account, { numbers: rentedNumbers, powerpacks });
	if (body.url !== undefined && !isWebUrl(body.url)) throw new PlivoError(400, `'url' ${body.url} is not a valid URL.`);
	const { valid, invalid } = readRecipients(body.dst, sender.src);
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
			...(body.url === undefined ? {} : { statusCallback: { url: body.url, method: body.method ?? 'POST' } }),
			requesterIp,
		};
	});

	const outcome = {
		message_uuid: messages.map(({ uuid }) => uuid),
		...(invalid.length === 0 ? {} : { invalid_number: invalid }),
	};
	state.accepted.push({ authId: account.authId, body, ...outcome, time: state.clock.now() });
	for (const message of messages) {
		state.messages.add(message);
		state.delivery.start(message);
	}
	return { message: 'message(s) queued', ...outcome };
}
