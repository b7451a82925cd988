import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { lengthsFor, planName, type NumberingPlan } from './plan';

/** Plivo accepts at most 14 digits. (Its message reference.) */
export const MAX_DIGITS = 14;

/** Fewer digits are read as a phone number only with a plus sign, because they could also be a short code. */
export const MIN_DIGITS = 7;

/** The name of the option in errors. */
export const DEFAULT_COUNTRY = 'Default Country';

/** A rejected value, its field, and what can be done about it there. */
export interface Refused {
	value: unknown;
	label: string;
	/** Whether the node has the option Default Country for this field. */
	offersDefaultCountry?: boolean;
	/** Whether the field accepts several numbers. */
	takesMany?: boolean;
}

export function notANumber({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which isn't a valid phone number`,
		'Enter a phone number with its country code, for example +14155550123.',
	);
}

/** @param characters words and signs that no number contains; those beyond ASCII are named by their code point */
export function oddCharacters({ label, value }: Refused, characters: string[]): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which isn't a valid phone number because of ${characters.map(shown).join(', ')}`,
		'Enter digits only, with + and the country code in front, for example +14155550123.',
	);
}

export function lostDigits({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, a number in scientific notation, which has lost its last digits`,
		'In the spreadsheet, format the column as text or as a number without decimals, and check that all digits are there.',
	);
}

export function decimals({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, a number with decimals`,
		'Remove the decimals, for example with {{ Math.trunc($json.phone) }}, or format the spreadsheet column as text.',
	);
}

export function separators({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, a number with thousands separators`,
		'Format the spreadsheet column as text, so that the number has only digits.',
	);
}

export function negative({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, a negative number`,
		'Enter a phone number with its country code, for example +14155550123. In a spreadsheet, format the column as text: the dashes may have been calculated as minus signs.',
	);
}

export function severalNumbers({ label, value, takesMany }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which is more than one phone number`,
		takesMany ? 'Separate the numbers with commas, semicolons, or new lines.' : 'Enter one number.',
	);
}

/** @param tail what follows the number */
export function secondNumber({ label, value }: Refused, tail: string): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, a phone number followed by "${tail}", which looks like an extension or a second number`,
		`Remove "${tail}". Messages can't be sent to an extension. Enter a second number in full, as a separate entry.`,
	);
}

export function noSuchCountryCode({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which doesn't begin with a country code`,
		'Write + and the country code in front, for example +14155550123.',
	);
}

/**
 * @param national the part after the country code
 * @param hasPlus whether it certainly is the country code
 */
export function impossibleLength(refused: Refused, plan: NumberingPlan, national: string, hasPlus: boolean): InvalidFieldError {
	const { label, value, offersDefaultCountry } = refused;
	const name = planName(plan);
	const place = name === '' ? `+${plan.callingCode}` : `+${plan.callingCode} (${name})`;
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which has ${counted(national.length)} after the country code; numbers in ${place} have ${lengthsOf(plan, national)}`,
		hasPlus
			? national.startsWith('0')
				? 'Check the number. You may need to remove the 0 after the country code.'
				: 'Check the number and its country code. Digits may be missing, or there may be too many.'
			: offersDefaultCountry
				? `Check the number. If its country code is missing, write + and the country code in front, or add the option ${DEFAULT_COUNTRY}.`
				: 'Check the number. If its country code is missing, write + and the country code in front.',
	);
}

export function impossibleDigits({ label, value }: Refused, count: number): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which has ${counted(count)}; a phone number has ${MIN_DIGITS} to ${MAX_DIGITS}`,
		'Enter a phone number with its country code, for example +14155550123.',
	);
}

export function mexicanMobilePrefix({ label, value }: Refused): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, with the 1 after +52 that mobile numbers in Mexico no longer have`,
		'Remove the 1, for example +52 55 1234 5678 for +52 1 55 1234 5678.',
	);
}

/** @param suggestion the number with a country code, if it's known which one is meant */
export function noCountryCode(refused: Refused, suggestion: string | undefined): InvalidFieldError {
	const { label, value, offersDefaultCountry } = refused;
	const example = suggestion === undefined ? '+14155550123' : `+${suggestion}`;
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which has no country code`,
		offersDefaultCountry
			? `Write + and the country code in front, for example ${example}. If all such numbers are from one country, add the option ${DEFAULT_COUNTRY}.`
			: `Write + and the country code in front, for example ${example}.`,
	);
}

export function beginsWithZero(refused: Refused): InvalidFieldError {
	const { label, value, offersDefaultCountry } = refused;
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which begins with 0 and so has no country code`,
		offersDefaultCountry
			? `Write + and the country code in place of the 0, for example +44 20 7946 0123 for 020 7946 0123. If all such numbers are from one country, add the option ${DEFAULT_COUNTRY}.`
			: 'Write + and the country code in place of the 0, for example +44 20 7946 0123 for 020 7946 0123.',
	);
}

/**
 * @param international the plan if the first digits are the country code
 * @param home the plan of the country in which it is a national number
 * @param canSet whether Default Country can be set, and isn't yet
 */
export function ambiguous(refused: Refused, international: NumberingPlan, home: NumberingPlan, canSet: boolean): InvalidFieldError {
	const { label, value } = refused;
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which could be a number in +${international.callingCode} (${planName(international)}), or one in +${home.callingCode} (${planName(home)}) without its country code`,
		canSet ? `Write + and the country code in front, or add the option ${DEFAULT_COUNTRY}.` : 'Write + and the country code in front.',
	);
}

/** For a number whose first digits may or may not be its own country's code. */
export function ambiguousOwnCode({ label, value }: Refused, { callingCode }: NumberingPlan): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, whose first digits could be the country code +${callingCode} or part of the number`,
		'Write + and the country code in front.',
	);
}

/**
 * @param home the plan of the country in Default Country
 * @param country its name
 */
export function impossibleAtHome({ label, value }: Refused, home: NumberingPlan, country: string, digits: string): InvalidFieldError {
	const isZero = digits.startsWith('0') && !home.trunkPrefix.startsWith('0') && !home.beginsWithZero;
	const rule = isZero ? "numbers there don't begin with 0" : `numbers there have ${lengthsOf(home, digits)} digits`;
	return new InvalidFieldError(
		label,
		`contains ${quoted(value)}, which can't be a number in the ${DEFAULT_COUNTRY} (${country}): ${rule}`,
		'Check the number. If it belongs to another country, write + and the country code in front.',
	);
}

/** `9 digits`, `1 digit`. */
function counted(digits: number): string {
	return `${digits} digit${digits === 1 ? '' : 's'}`;
}

/** `10`, `7, 9 or 10`, `4 to 12`: only lengths that can be sent to. */
function lengthsOf(plan: NumberingPlan, national: string): string {
	const fitting = [...lengthsFor(plan, national)].filter((length) => plan.callingCode.length + length <= MAX_DIGITS).sort((a, b) => a - b);
	const [first = 0] = fitting;
	const last = fitting[fitting.length - 1] ?? first;
	if (fitting.length > 2 && last - first === fitting.length - 1) return `${first} to ${last}`;
	return fitting.join(', ').replace(/, (\d+)$/, ' or $1');
}

/** Shows a word unchanged, and a character so that it can be distinguished from similar ones. */
function shown(character: string): string {
	if (/^[\x21-\x7e]+$/.test(character) || /^\p{L}{2,}$/u.test(character)) return `"${character}"`;
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return /[\p{L}\p{S}\p{P}]/u.test(character) ? `"${character}" (U+${code})` : `U+${code}`;
}
