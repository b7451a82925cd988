import { mainAccount, type Powerpack, type RentedNumber, type SandboxAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import type { MessageType } from './message.mts';
import type { Recipient } from './recipients.mts';
import type { SendBody } from './sendSchema.mts';

export interface Sender {
	powerpackUuid: string | null;
	/** The number or sender ID in the request; null for a Powerpack. */
	src: string | null;
	/** The number or sender ID that a message to this recipient is sent from, and its country ('' for a sender ID). */
	fromFor(recipient: Recipient): { from: string; countryIso2: string };
}

const maxSenderIdLength = 11;
const maxPhoneDigits = 14;

/**
 * Finds the sender: `src`, reduced to A-Z, a-z and 0-9, or the numbers of a Powerpack. (Plivo's reference of sending.)
 *
 * @throws PlivoError 400 if there isn't exactly one of the two, or it can't send on this channel
 */
export function readSender(
	{ src, powerpack_uuid }: Pick<SendBody, 'src' | 'powerpack_uuid'>,
	channel: MessageType,
	account: SandboxAccount,
	owned: { numbers: RentedNumber[]; powerpacks: Powerpack[] },
): Sender {
	if (src !== undefined && powerpack_uuid !== undefined) {
		throw new PlivoError(400, "Only one of 'src' and 'powerpack_uuid' can be given.");
	}
	if (channel === 'whatsapp' && src === undefined) {
		throw new PlivoError(400, "'src' is required for a message of type whatsapp; it cannot be sent from a Powerpack.");
	}
	if (powerpack_uuid !== undefined) return powerpackSender(powerpack_uuid, channel, owned);
	if (src === undefined) throw new PlivoError(400, "One of 'src' and 'powerpack_uuid' is required.");
	return sourceSender(src, channel, account, owned.numbers);
}

function sourceSender(src: string, channel: MessageType, account: SandboxAccount, numbers: RentedNumber[]): Sender {
	const from = src.replace(/[^A-Za-z0-9]/g, '');
	if (from === '') throw new PlivoError(400, "'src' is empty.");
	if (/^\d+$/.test(from)) {
		const rented = numbers.find(({ number }) => number === from);
		// Not known about live Plivo: the text of this error and the next one, whether a number that the account doesn't rent may
		// send to countries other than the US and Canada, whether a subaccount may send from a number that isn't assigned to a
		// subaccount, and whether a number without SMS or WhatsApp is rejected or the message fails. All are rejected here.
		if (from.length > maxPhoneDigits || rented === undefined || !maySendFrom(rented, account)) {
			const rule = from.length > maxPhoneDigits ? 'plivo' : 'sandbox';
			throw new PlivoError(400, `'src' ${from} is not a phone number of this account.`, rule);
		}
		if (rented[channel] !== true) {
			// Plivo's FAQ on MMS has this one.
			throw new PlivoError(400, `'src' ${from} is not enabled for ${channel}.`, channel === 'mms' ? 'plivo' : 'sandbox');
		}
		return fixedSender(from, rented.countryIso2);
	}
	if (channel !== 'sms') throw new PlivoError(400, `'src' has to be a phone number enabled for ${channel}.`);
	if (from.length > maxSenderIdLength) {
		throw new PlivoError(400, `'src' ${from} is longer than ${maxSenderIdLength} characters.`);
	}
	// At Plivo, sender IDs are disabled until Plivo enables them. They are enabled for the sandbox's account.
	return fixedSender(from, '');
}

function powerpackSender(
	uuid: string,
	channel: MessageType,
	{ numbers, powerpacks }: { numbers: RentedNumber[]; powerpacks: Powerpack[] },
): Sender {
	const powerpack = powerpacks.find((one) => one.uuid === uuid);
	// Not known about live Plivo: whether this is 400 or 404, and whether a pool without a suitable number is rejected
	// here or the message fails later.
	if (powerpack === undefined) throw new PlivoError(400, `'powerpack_uuid' ${uuid} is not a Powerpack of this account.`);
	const able = numbers.filter((number) => powerpack.numbers.includes(number.number) && number[channel] === true);
	const [first] = able;
	if (first === undefined) {
		throw new PlivoError(400, `'powerpack_uuid' ${uuid} has no number that is enabled for ${channel}.`, 'sandbox');
	}
	return {
		powerpackUuid: uuid,
		src: null,
		fromFor: (recipient) => {
			const chosen = able.find((number) => number.countryIso2 === recipient.countryIso2) ?? first;
			return { from: chosen.number, countryIso2: chosen.countryIso2 };
		},
	};
}

function fixedSender(from: string, countryIso2: string): Sender {
	return { powerpackUuid: null, src: from, fromFor: () => ({ from, countryIso2 }) };
}

function maySendFrom(number: RentedNumber, account: SandboxAccount): boolean {
	return account.authId === mainAccount.authId || number.subaccount === account.authId;
}
