import type { INodeProperties } from 'n8n-workflow';

import { MAX_RECIPIENTS } from '../../client/wire/messageTypes';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { refuseExpression } from '../../fields/strayText';
import { isE164 } from '../../phone/e164';
import { parsePhoneNumber } from '../../phone/parsePhoneNumber';
import { splitEntries } from '../../phone/splitEntries';

const LABEL = 'To';

export const recipientsField: INodeProperties = {
	displayName: LABEL,
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +14155550123',
	description:
		'Phone number with its country code. Send also accepts several: separated by commas or new lines, or as a list from an expression. Each gets its own message.',
};

/** Determines the country of a number without a country code. */
export interface RecipientsContext {
	/** ISO 3166 code, in capital letters. */
	defaultCountry?: string;
	/** The sender: digits with country code, a short code, or a sender ID. */
	from?: string;
}

/**
 * Reads one or more recipients.
 *
 * @param value text with numbers separated by commas, new lines, semicolons or `<`; a JSON array as text; a number; or an
 * array of texts and numbers
 * @returns unique numbers as digits with country code, in the given order
 * @throws InvalidFieldError if there is none, one is malformed, or there are more than 1,000
 */
export function parseRecipients(value: unknown, { defaultCountry, from }: RecipientsContext = {}): string[] {
	if (typeof value === 'string') refuseExpression(value, LABEL);
	const entries = splitEntries(value);
	if (entries.length === 0) {
		throw new InvalidFieldError(LABEL, 'is empty', 'Enter a phone number with its country code, for example +14155550123. Remove blank rows from a sheet with a Filter node before this one.');
	}
	const context = {
		defaultCountry,
		from: from !== undefined && isE164(`+${from}`) ? from : undefined,
		offersDefaultCountry: true,
		takesMany: true,
	};
	const recipients = [...new Set(entries.map((entry) => parsePhoneNumber(entry, LABEL, context)))];
	if (recipients.length > MAX_RECIPIENTS) {
		throw new InvalidFieldError(
			LABEL,
			`contains ${recipients.length} different numbers, but Plivo accepts up to ${MAX_RECIPIENTS} at a time`,
			'Split them across several items, for example with Split Out and Loop Over Items.',
		);
	}
	return recipients;
}

/** @throws InvalidFieldError if a message would go to the number it is sent from, which Plivo rejects */
export function refuseOwnNumber(recipients: string[], from: string | undefined): void {
	if (from !== undefined && recipients.includes(from)) {
		throw new InvalidFieldError(LABEL, `is ${quoted(from)}, the number that 'From' sends from`, 'Choose another recipient.');
	}
}
