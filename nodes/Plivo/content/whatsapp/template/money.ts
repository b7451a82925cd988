import type { Currency } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import type { Entry } from '../../../fields/collection';
import { numberText } from '../../../fields/numberText';
import { asId, asLine, required } from '../../../fields/textChecks';
import type { ReadVariable } from './variableText';

/**
 * Reads an amount of money: `amount` in units of the currency, `currencyCode`, and `fallback`, which people see if
 * WhatsApp doesn't format the amount for their country.
 *
 * @param where path to the entry in the editor: 'Body Variable 1'
 * @param read for the text that people see
 * @throws InvalidFieldError if one of them is missing or invalid
 */
export function parseMoney(entry: Entry, where: string, read: ReadVariable): Currency {
	const amount_1000 = thousandths(entry.amount, `${where}, Amount`);
	const code = asId(entry.currencyCode, `${where}, Currency Code`).toUpperCase();
	if (!/^[A-Z]{3}$/.test(code)) {
		throw new InvalidFieldError(
			`${where}, Currency Code`,
			code === '' ? 'is empty' : `is ${quoted(code)}, which isn't a currency code`,
			'Enter three letters, for example USD, EUR, or INR.',
		);
	}
	const label = `${where}, Shown As`;
	const remedy = `Enter the amount as people should read it, for example ${code} ${amount_1000 / 1000}.`;
	const fallback_value = read(required(asLine(entry.fallback, label), label, remedy), label);
	return { fallback_value, currency_code: code, amount_1000 };
}

/** Computed from the digits rather than by multiplication: in floating point, 1.005 * 1000 isn't 1005. */
function thousandths(value: unknown, label: string): number {
	const text = typeof value === 'number' ? numberText(value) : asLine(value, label);
	required(text, label, 'Enter a number, for example 100.99.');
	const [, sign = '', whole = '', decimals = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
	if (whole === '') {
		throw new InvalidFieldError(
			label,
			`is ${quoted(text)}, which isn't an amount`,
			'Use only digits, with a decimal point: 1000.50.',
		);
	}
	const digits = decimals.replace(/0+$/, '');
	if (digits.length > 3) {
		throw new InvalidFieldError(label, `is ${quoted(text)}, but Plivo accepts up to three decimals`, 'Round it.');
	}
	const amount = Number(`${sign}${whole}${digits.padEnd(3, '0')}`);
	if (!Number.isSafeInteger(amount)) throw new InvalidFieldError(label, `is ${quoted(text)}, which is too large`, 'Check it.');
	return amount;
}
