import type { InvalidFieldError } from '../errors/invalidFieldError';
import { defectOfText, isTwoNumbers, tailOf } from './defects';
import { hasMexicanMobilePrefix, readInternational } from './e164';
import { isNationalFormat, MAX_CALLING_CODE } from './nationalFormat';
import { readNotation, type DigitGroup, type Notation } from './notation';
import { countryNames, isMobileLike, isPossible, nationalNumber, planOfCountryCode, planOfDigits, type NumberingPlan } from './plan';
import * as refusals from './refusals';
import type { Refused } from './refusals';

/** Context for reading a number without its country code. */
export interface PhoneNumberContext {
	/** The value of Default Country: ISO 3166 code, in capital letters. */
	defaultCountry?: string;
	/** The sender's number in Plivo's form: people of its country may omit their own country code. */
	from?: string;
	/** Whether digits are read with their country code if possible, as for numbers from Plivo's own list. */
	isOwn?: boolean;
	offersDefaultCountry?: boolean;
	takesMany?: boolean;
}

/** Digits without a plus sign need at least this many to be read as a number of a country with a short calling code. */
const MIN_OF_LARGE_COUNTRIES = 9;

/** Minimum number of digits after the country code before something can be an extension. */
const MIN_BEFORE_EXTENSION = 6;

/**
 * Reads a phone number and returns it in Plivo's form: digits, country code first, no plus sign.
 *
 * Rejects only numbers that no country has, because of their length. It isn't checked which operator a number belongs to,
 * or whether it is in use.
 *
 * @param value text or number
 * @param label the field it came from
 * @throws InvalidFieldError saying what is wrong with it
 */
export function parsePhoneNumber(value: unknown, label: string, context: PhoneNumberContext = {}): string {
	const { offersDefaultCountry, takesMany } = context;
	const refused: Refused = { value, label, offersDefaultCountry, takesMany };
	const text = textOf(value, refused);
	const defect = defectOfText(text, refused);
	if (defect !== undefined) throw defect;
	const notation = readNotation(text);
	if (notation === undefined) throw refusals.notANumber(refused);

	const readings = possibleReadings(context);
	if (isTwoNumbers(notation, (digits) => [readInternational, ...readings].some((reading) => reading(digits) !== undefined))) {
		throw refusals.severalNumbers(refused);
	}

	const reading = readingOf(notation, refused, context, readings);
	const tail = tailOf(notation, (digits) => isWhole(reading(digits)));
	if (tail !== undefined) throw refusals.secondNumber(refused, tail);
	const number = reading(notation.digits) ?? fail(impossible(notation, refused));
	if (number.length > refusals.MAX_DIGITS) throw refusals.impossibleDigits(refused, number.length);
	return number;
}

function textOf(value: unknown, refused: Refused): string {
	if (typeof value === 'string') return value;
	if (typeof value !== 'number') throw refusals.notANumber(refused);
	if (value < 0) throw refusals.negative(refused);
	if (Number.isInteger(value)) return String(value);
	throw Number.isFinite(value) ? refusals.decimals(refused) : refusals.notANumber(refused);
}

/** Turns digits into a number with its country code; returns undefined if they aren't one. */
type Reading = (digits: string) => string | undefined;

/** For digits without a plus sign that start with the country code. */
const withCountryCode: Reading = (digits) => (isTooShortFor(planOfDigits(digits), digits) ? undefined : readInternational(digits));

/**
 * Whether digits without a plus sign are too few to start with a country code. Large countries have numbers with so few
 * digits too, but not for phones: `27532491` is a Danish number without its country code, rather than a South African one.
 */
function isTooShortFor(plan: NumberingPlan | undefined, digits: string): boolean {
	const isOfSmallCountry = (plan?.callingCode.length ?? 0) === MAX_CALLING_CODE;
	return digits.length < (isOfSmallCountry ? refusals.MIN_DIGITS : MIN_OF_LARGE_COUNTRIES);
}

/** For digits as written within a country. */
function atHome(plan: NumberingPlan): Reading {
	return (digits) => {
		const national = nationalNumber(plan, digits);
		// A zero that used to be dialed there, but no longer is.
		if (national.startsWith('0') && !plan.beginsWithZero) return undefined;
		return isPossible(plan, national) ? plan.callingCode + national : undefined;
	};
}

/** All possible readings of digits in this context. */
function possibleReadings({ defaultCountry = '', from = '' }: PhoneNumberContext): Reading[] {
	const homes = [planOfCountryCode(defaultCountry), planOfDigits(from)];
	return [withCountryCode, ...homes.flatMap((plan) => (plan === undefined ? [] : [atHome(plan)]))];
}

/** @throws InvalidFieldError if the meaning of digits without a country code is uncertain */
function readingOf(notation: Notation, refused: Refused, context: PhoneNumberContext, readings: Reading[]): Reading {
	const home = context.defaultCountry === undefined ? undefined : planOfCountryCode(context.defaultCountry);
	const sender = context.from === undefined ? undefined : planOfDigits(context.from);
	const abroad = home === undefined ? undefined : dialedAbroad(notation, home);
	if (abroad !== undefined) return abroad;
	if (notation.isInternational) return readInternational;
	// Whatever the grouping and country, 13 digits that start like this are Mexican.
	if (hasMexicanMobilePrefix(notation.digits)) throw refusals.mexicanMobilePrefix(refused);
	if (context.isOwn && !isNationalFormat(notation) && withCountryCode(notation.digits) !== undefined) return withCountryCode;

	const found =
		home === undefined
			? withoutDefaultCountry(notation, refused, sender)
			: withDefaultCountry(notation, refused, home, context.defaultCountry ?? '');
	if (typeof found === 'function') return found;
	// If something follows a number, that is the error to report.
	const tail = tailOf(notation, (digits) => readings.some((reading) => isWhole(reading(digits))));
	throw tail === undefined ? found : refusals.secondNumber(refused, tail);
}

/** For a number after a country's international call prefix, such as 011 in the United States. */
function dialedAbroad({ text, digits }: Notation, { idd }: NumberingPlan): Reading | undefined {
	const all = text.replace(/\D/g, '');
	if (idd === undefined || text.includes('+') || !all.startsWith(idd)) return undefined;
	// The notation's digits no longer contain a leading `00`.
	const left = idd.length - (all.length - digits.length);
	const reading: Reading = (some) => withCountryCode(some.slice(left));
	return reading(digits) === undefined ? undefined : reading;
}

function withDefaultCountry(notation: Notation, refused: Refused, home: NumberingPlan, country: string): Reading | InvalidFieldError {
	const { digits } = notation;
	if (hasOwnCode(home, notation)) return withCountryCode;
	const asNational = atHome(home);
	const [full, national] = [withCountryCode(digits), asNational(digits)];
	if (isNationalFormat(notation) || (full === undefined && national === undefined)) {
		return national === undefined ? refusals.impossibleAtHome(refused, home, countryNames.get(country) ?? country, digits) : asNational;
	}
	if (full === undefined) return asNational;
	if (national === undefined || national === full || !isGroupedAtHome(home, notation)) return withCountryCode;

	if (digits.startsWith(home.callingCode)) {
		const own = ownCode(home, digits);
		if (own === 'either') return refusals.ambiguousOwnCode(refused, home);
		return own === 'full' ? withCountryCode : asNational;
	}
	switch (mobileReading(full, national)) {
		case 'full':
			return withCountryCode;
		case 'national':
			return asNational;
		case 'both':
			if (!home.isTrunkUsual) return asNational;
	}
	return refusals.ambiguous(refused, planOfDigits(digits) ?? home, home, false);
}

function withoutDefaultCountry(notation: Notation, refused: Refused, sender: NumberingPlan | undefined): Reading | InvalidFieldError {
	const { digits } = notation;
	if (sender !== undefined && hasOwnCode(sender, notation)) return withCountryCode;
	const national = sender === undefined || !isGroupedAtHome(sender, notation) ? undefined : atHome(sender)(digits);
	if (digits.startsWith('0')) return refusals.beginsWithZero(refused);
	if (isNationalFormat(notation)) return refusals.noCountryCode(refused, national);
	if (digits.length < refusals.MIN_DIGITS) return refusals.impossibleDigits(refused, digits.length);
	if (isTooShortFor(planOfDigits(digits), digits)) return refusals.noCountryCode(refused, national);
	const full = withCountryCode(digits);
	if (sender === undefined || national === undefined || national === full) return withCountryCode;

	if (full === undefined) return refusals.noCountryCode(refused, national);
	if (digits.startsWith(sender.callingCode)) {
		return ownCode(sender, digits) === 'full' ? withCountryCode : refusals.ambiguousOwnCode(refused, sender);
	}
	switch (mobileReading(full, national)) {
		case 'full':
			return withCountryCode;
		case 'national':
			return refusals.noCountryCode(refused, national);
		default:
			return refusals.ambiguous(refused, planOfDigits(digits) ?? sender, sender, Boolean(refused.offersDefaultCountry));
	}
}

/**
 * Which of two possible readings of the same digits looks like a mobile number. Messages go to mobile numbers, and length
 * alone isn't enough: in countries with varying lengths, such as India or Germany, almost any foreign number would match.
 *
 * @param full with the first digits as the country code
 * @param national at home
 */
function mobileReading(full: string, national: string): 'full' | 'national' | 'both' | 'neither' {
	if (isMobile(full)) return isMobile(national) ? 'both' : 'full';
	return isMobile(national) ? 'national' : 'neither';
}

function isMobile(number: string): boolean {
	const plan = planOfDigits(number);
	return plan !== undefined && isMobileLike(plan, number.slice(plan.callingCode.length));
}

/**
 * How to read digits that start with the calling code of their own country, and can also be one of its national numbers.
 * Most often, they include the country code, because Plivo writes numbers that way. But `3912345678` is an Italian mobile
 * number, as the numbers in use there show. And without the 27, `270473665` is too short for a phone in South Africa.
 */
function ownCode(plan: NumberingPlan, digits: string): 'full' | 'national' | 'either' {
	const { callingCode, pattern } = plan;
	const rest = nationalNumber(plan, digits.slice(callingCode.length));
	if (pattern === undefined) return rest.length < refusals.MIN_DIGITS ? 'either' : 'full';
	if (!pattern.test(digits)) return 'full';
	return pattern.test(rest) ? 'either' : 'national';
}

/**
 * Whether the first group is the country code of one's own country: `354 611 1234` in Iceland, although North America groups
 * its numbers like that. Only for three-digit country codes: a shorter one is read like that anyway, or is an area code.
 */
function hasOwnCode({ callingCode }: NumberingPlan, { digits, groups }: Notation): boolean {
	const [first] = groups;
	const isFirst = groups.length > 1 && first?.digits === callingCode;
	return isFirst && callingCode.length === MAX_CALLING_CODE && withCountryCode(digits) !== undefined;
}

/**
 * Whether digits may be grouped as is usual in a country. In North America, the first group has three digits or more; a
 * shorter one is a calling code.
 */
function isGroupedAtHome({ callingCode }: NumberingPlan, { groups }: Notation): boolean {
	return callingCode !== '1' || groups.length === 1 || (groups[0]?.digits.length ?? 0) >= 3;
}

/** Whether an extension could follow a number: it isn't just the beginning of one, with its trunk prefix. */
function isWhole(number: string | undefined): boolean {
	const plan = number === undefined ? undefined : planOfDigits(number);
	if (number === undefined || plan === undefined) return false;
	const national = number.slice(plan.callingCode.length);
	return national.length >= MIN_BEFORE_EXTENSION && (plan.beginsWithZero || !national.startsWith('0'));
}

/** The error for digits that start with a country code but aren't a number. */
function impossible({ digits, groups, isInternational }: Notation, refused: Refused): InvalidFieldError {
	const plan = planOfDigits(digits);
	if (hasMexicanMobilePrefix(digits)) return refusals.mexicanMobilePrefix(refused);
	if (plan === undefined) return refusals.noSuchCountryCode(refused);
	if (isCutIntoTwo(groups)) return refusals.severalNumbers(refused);
	return refusals.impossibleLength(refused, plan, digits.slice(plan.callingCode.length), isInternational);
}

/** Whether one number ends and another one starts between two of the groups. */
function isCutIntoTwo(groups: DigitGroup[]): boolean {
	const digits = groups.map((group) => group.digits);
	return groups.some(({ before }, i) => {
		const isSecond = before.includes('/') || isWhole(readInternational(digits.slice(i).join('')));
		return isSecond && isWhole(readInternational(digits.slice(0, i).join('')));
	});
}

function fail(error: InvalidFieldError): never {
	throw error;
}
