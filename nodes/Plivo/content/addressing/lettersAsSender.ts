import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';

/** Area codes of +1 outside the US and Canada (North American Numbering Plan Administrator, nanpa.com). */
const AREAS_OF_OTHER_COUNTRIES =
	/^1(?:242|246|264|268|284|345|441|473|649|658|664|721|758|767|784|809|829|849|868|869|876)/;

/** US territories, which Plivo's FAQ doesn't mention. Plivo decides whether they can be reached. */
const AREAS_OF_TERRITORIES = /^1(?:340|670|671|684|787|939)/;

/**
 * Plivo's FAQ on SMS: messages to the US and Canada must come from a Plivo number.
 *
 * @param src as returned by {@link parseFrom}; undefined for a Powerpack, which contains numbers
 * @param to digits with country code
 * @throws InvalidFieldError naming the first recipient that an alphabetic sender ID can't reach
 */
export function refuseLettersToNorthAmerica(src: string | undefined, to: string[]): void {
	if (src === undefined || !/[A-Za-z]/.test(src)) return;
	const number = to.find(isInUsOrCanada);
	if (number === undefined) return;
	throw new InvalidFieldError(
		'From',
		`is the sender ID ${quoted(src)}, but messages to the US and Canada, such as to +${number}, must come from a phone number`,
		'Pick one of your Plivo numbers for these recipients.',
	);
}

/** @param number digits with country code */
export function isInUsOrCanada(number: string): boolean {
	return /^1\d{10}$/.test(number) && !AREAS_OF_OTHER_COUNTRIES.test(number) && !AREAS_OF_TERRITORIES.test(number);
}
