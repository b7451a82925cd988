import type { InvalidFieldError } from '../errors/invalidFieldError';
import { defectOfText, isTwoNumbers, tailOf } from './defects';
import { hasMexicanMobilePrefix, readInternational } from './e164';
import { isNationalFormat, MAX_CALLING_CODE } from './nationalFormat';
import { readNotation, type DigitGroup, type Notation } from './notation';
import { countryNames, isMobileLike, isPossible, nationalNumber, planOfCountryCode, planOfDigits, type NumberingPlan } from './plan';
import * as refusals from './refusals';
import type { Refused } from './refusals';

/** What helps to read a number that is written without its country code. */
export interface PhoneNumberContext {
	/** The value of Default Country: ISO 3166, in capital letters. */
	defaultCountry?: string;
	/** The number that the message comes from, as Plivo writes it: its people may leave out their own country code. */
	from?: string;
	/** Whether digits are read with their country code wherever they can be, as with numbers out of Plivo's own list. */
	isOwn?: boolean;
	offersDefaultCountry?: boolean;
	takesMany?: boolean;
}

/** Digits without a plus sign are not taken for a number of a country with a short calling code if they are fewer. */
const MIN_OF_LARGE_COUNTRIES = 9;

/** The fewest digits after the country code behind which something is taken for an extension. */
const MIN_BEFORE_EXTENSION = 6;

/**
 * Reads a phone number as Plivo writes it: digits, country code first, no plus sign.
 *
 * What is refused is what no country has: a wrong length. Of which operator a number is, and whether it is in use, isn't
 * asked.
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

/** How digits become a number with its country code; undefined for those that are none. */
type Reading = (digits: string) => string | undefined;

/** Of digits without a plus sign, in which the country code comes first. */
const withCountryCode: Reading = (digits) => (isTooShortFor(planOfDigits(digits), digits) ? undefined : readInternational(digits));

/**
 * Whether digits without a plus sign are too few to begin with a country code. Large countries have numbers with so few digits
 * too, but no phones: `27532491` is a Danish number without its code, rather than one of South Africa.
 */
function isTooShortFor(plan: NumberingPlan | undefined, digits: string): boolean {
	const isOfSmallCountry = (plan?.callingCode.length ?? 0) === MAX_CALLING_CODE;
	return digits.length < (isOfSmallCountry ? refusals.MIN_DIGITS : MIN_OF_LARGE_COUNTRIES);
}

/** Of digits as they are written in a country. */
function atHome(plan: NumberingPlan): Reading {
	return (digits) => {
		const national = nationalNumber(plan, digits);
		// A zero that was dialed there long ago, and no longer is.
		if (national.startsWith('0') && !plan.beginsWithZero) return undefined;
		return isPossible(plan, national) ? plan.callingCode + national : undefined;
	};
}

/** All that digits can be here. */
function possibleReadings({ defaultCountry = '', from = '' }: PhoneNumberContext): Reading[] {
	const homes = [planOfCountryCode(defaultCountry), planOfDigits(from)];
	return [withCountryCode, ...homes.flatMap((plan) => (plan === undefined ? [] : [atHome(plan)]))];
}

/** @throws InvalidFieldError when it is not certain what digits without a country code are */
function readingOf(notation: Notation, refused: Refused, context: PhoneNumberContext, readings: Reading[]): Reading {
	const home = context.defaultCountry === undefined ? undefined : planOfCountryCode(context.defaultCountry);
	const sender = context.from === undefined ? undefined : planOfDigits(context.from);
	const abroad = home === undefined ? undefined : dialedAbroad(notation, home);
	if (abroad !== undefined) return abroad;
	if (notation.isInternational) return readInternational;
	// In whatever groups, and whatever the country: 13 digits that begin so are of Mexico.
	if (hasMexicanMobilePrefix(notation.digits)) throw refusals.mexicanMobilePrefix(refused);
	if (context.isOwn && !isNationalFormat(notation) && withCountryCode(notation.digits) !== undefined) return withCountryCode;

	const found =
		home === undefined
			? withoutDefaultCountry(notation, refused, sender)
			: withDefaultCountry(notation, refused, home, context.defaultCountry ?? '');
	if (typeof found === 'function') return found;
	// What stands behind a number is what is wrong with it.
	const tail = tailOf(notation, (digits) => readings.some((reading) => isWhole(reading(digits))));
	throw tail === undefined ? found : refusals.secondNumber(refused, tail);
}

/** Of a number behind what is dialed in a country before a number abroad, such as 011 in the United States. */
function dialedAbroad({ text, digits }: Notation, { idd }: NumberingPlan): Reading | undefined {
	const all = text.replace(/\D/g, '');
	if (idd === undefined || text.includes('+') || !all.startsWith(idd)) return undefined;
	// A `00` that it begins with is no longer in the notation's digits.
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
 * Which of two numbers that the same digits can be looks like a mobile phone: messages go to those, and lengths alone would
 * make almost any number abroad one at home where lengths vary, as in India or Germany.
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
 * How digits are read that begin with the calling code of their own country, and can be a national number of it as well. Most
 * often the first: Plivo writes numbers so. But `3912345678` is an Italian mobile number, of which the numbers in use tell;
 * and what is left of `270473665` is too short for a phone in South Africa.
 */
function ownCode(plan: NumberingPlan, digits: string): 'full' | 'national' | 'either' {
	const { callingCode, pattern } = plan;
	const rest = nationalNumber(plan, digits.slice(callingCode.length));
	if (pattern === undefined) return rest.length < refusals.MIN_DIGITS ? 'either' : 'full';
	if (!pattern.test(digits)) return 'full';
	return pattern.test(rest) ? 'either' : 'national';
}

/**
 * Whether the first group is the country code of one's own country: `354 611 1234` in Iceland, although North America writes its
 * numbers in such groups. Of countries with a code of three digits only: a shorter one is read so anyway, or is an area code.
 */
function hasOwnCode({ callingCode }: NumberingPlan, { digits, groups }: Notation): boolean {
	const [first] = groups;
	const isFirst = groups.length > 1 && first?.digits === callingCode;
	return isFirst && callingCode.length === MAX_CALLING_CODE && withCountryCode(digits) !== undefined;
}

/**
 * Whether digits may be in groups as people write them in a country. In North America the first group has three digits or
 * more; a shorter one is a calling code.
 */
function isGroupedAtHome({ callingCode }: NumberingPlan, { groups }: Notation): boolean {
	return callingCode !== '1' || groups.length === 1 || (groups[0]?.digits.length ?? 0) >= 3;
}

/** Whether a number is one to which an extension could be added: not the beginning of one, with its trunk prefix. */
function isWhole(number: string | undefined): boolean {
	const plan = number === undefined ? undefined : planOfDigits(number);
	if (number === undefined || plan === undefined) return false;
	const national = number.slice(plan.callingCode.length);
	return national.length >= MIN_BEFORE_EXTENSION && (plan.beginsWithZero || !national.startsWith('0'));
}

/** What is wrong with digits that begin with a country code and are no number. */
function impossible({ digits, groups, isInternational }: Notation, refused: Refused): InvalidFieldError {
	const plan = planOfDigits(digits);
	if (hasMexicanMobilePrefix(digits)) return refusals.mexicanMobilePrefix(refused);
	if (plan === undefined) return refusals.noSuchCountryCode(refused);
	if (isCutIntoTwo(groups)) return refusals.severalNumbers(refused);
	return refusals.impossibleLength(refused, plan, digits.slice(plan.callingCode.length), isInternational);
}

/** Whether somewhere between two groups one number ends and another one begins. */
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
