import { randomUUID } from 'node:crypto';
import type { Message, MessageMedia } from '../messages/message.mts';
import { countryOf } from '../messages/recipients.mts';
import { inboundUnits } from '../messages/units.mts';
import type { AccountNumber } from '../numbers/store.mts';
import type { SandboxState } from '../state.mts';
import type { InboundMessage } from './inboundMessage.mts';
import { answeringApplication, ownerOf, powerpackOf } from './route.mts';

/**
 * Creates the message that someone sent, as the account's records show it, in the state `received`.
 *
 * Not known about live Plivo: what receiving one costs; nothing here.
 *
 * @throws Error if the account couldn't receive such a message
 */
export function createInboundMessage(inbound: InboundMessage, number: AccountNumber, state: SandboxState): Message {
	const type = inbound.type ?? ((inbound.media ?? []).length > 0 ? 'mms' : 'sms');
	const uuid = inbound.messageUuid ?? randomUUID();
	check({ ...inbound, type }, number, state);
	const time = state.messages.nextTime();
	const from = /[A-Za-z]/.test(inbound.from) ? inbound.from : inbound.from.replace(/\D/g, '');
	const isLogged = type === 'whatsapp' || answeringApplication(number, state)?.logIncomingMessages !== false;
	return {
		uuid,
		owner: ownerOf(number).authId,
		direction: 'inbound',
		type,
		state: 'received',
		errorCode: null,
		from,
		to: number.number,
		destinationCountry: number.countryIso2,
		isDomestic: countryOf(from) === number.countryIso2,
		text: inbound.text ?? '',
		units: type === 'sms' ? inboundUnits(inbound.text ?? '') : 1,
		rate: 0,
		time,
		updatedTime: time,
		powerpackUuid: type === 'whatsapp' ? null : (powerpackOf(number)?.uuid ?? null),
		expirySeconds: 0,
		log: isLogged ? 'true' : 'false',
		trackable: false,
		dlt: { entityId: '', templateId: '', templateCategory: '' },
		media: mediaOf(inbound, time),
		...contentOf(inbound),
		requesterIp: '',
	};
}

function contentOf({ button, context, contentType, intent, location, params }: InboundMessage): Pick<Message, 'inbound'> {
	const given = Object.entries({ button, context, contentType, intent, location, params }).filter(([, value]) => value !== undefined);
	return given.length === 0 ? {} : { inbound: Object.fromEntries(given) };
}

function mediaOf({ media = [] }: InboundMessage, uploadTime: number): MessageMedia[] {
	return media.map(({ contentType, bytes, fileName }, index) => ({
		mediaId: randomUUID(),
		fileName: fileName ?? `media${index}`,
		contentType,
		bytes,
		uploadTime,
	}));
}

/** @throws Error */
function check(inbound: InboundMessage & { type: Message['type'] }, number: AccountNumber, state: SandboxState): void {
	const { type, messageUuid } = inbound;
	if (number[type] !== true) throw new Error(`${number.number} doesn't accept messages of type ${type}`);
	if (type === 'sms' && (inbound.media ?? []).length > 0) throw new Error("a message of type sms can't have media");
	for (const key of ['contentType', 'button', 'context', 'location'] as const) {
		if (type !== 'whatsapp' && inbound[key] !== undefined) throw new Error(`only a message of type whatsapp can have ${key}`);
	}
	if (type === 'whatsapp' && inbound.intent !== undefined) throw new Error("a message of type whatsapp can't have an intent");
	if (messageUuid !== undefined && state.messages.find(messageUuid) !== undefined) {
		throw new Error(`the message ${messageUuid} already exists; redeliver() calls its webhook again`);
	}
}
