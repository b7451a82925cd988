import type { INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { countryNames, planOfCountryCode } from './plan';
import { DEFAULT_COUNTRY } from './refusals';

export const defaultCountryOption: INodeProperties = {
	displayName: DEFAULT_COUNTRY,
	name: 'defaultCountry',
	type: 'options',
	options: [...countryNames].map(([country, name]) => ({
		name: `${name} (+${planOfCountryCode(country)?.callingCode})`,
		value: country,
	})),
	default: 'US',
	description:
		'The country of numbers that are written without + or 00, the way people in that country write them. In an expression, use its two-letter code.',
};

/**
 * Reads `Default Country`. An expression may yield any value.
 *
 * @returns ISO 3166 code, in capital letters
 * @throws InvalidFieldError if it isn't a country with phone numbers
 */
export function parseDefaultCountry(value: unknown): string {
	return parseCountry(value, DEFAULT_COUNTRY);
}

/** Reads a field with a country. @throws InvalidFieldError naming it */
export function parseCountry(value: unknown, label: string): string {
	const country = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (planOfCountryCode(country) !== undefined) return country;
	const isEmpty = value === undefined || value === null || value === '';
	throw new InvalidFieldError(
		label,
		isEmpty ? 'is empty' : `is ${quoted(value)}, which isn't the code of a country`,
		'Use the two-letter code of a country, for example DE for Germany or GB for the United Kingdom.',
	);
}
