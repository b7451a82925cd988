import { type TString, Type } from '@sinclair/typebox';
import { isWebUrl } from './webUrl.mts';
import { ownRule } from './schemas.mts';

/** Forms of text that schemas can require with `format`. An error uses the name to say what the text isn't. */
export const formats = {
	'http or https URL': isWebUrl,
	'http or https URL (or empty text)': (text: string) => text === '' || isWebUrl(text),
	'application name (letters, digits, - and _)': /^[A-Za-z0-9_-]+$/,
	latitude: (text: string) => isDecimalWithin(text, 90),
	longitude: (text: string) => isDecimalWithin(text, 180),
	'ISO 4217 currency code': /^[A-Z]{3}$/,
	'ISO 8601 time': (text: string) =>
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text) && isDate(text.slice(0, 16)),
};

/** The forms that Plivo's documents require. */
const documented = ['application name (letters, digits, - and _)', 'ISO 8601 time'];

/**
 * A text in one of these forms.
 *
 * Not known about live Plivo: whether it checks the form of coordinates, currency codes, and the URLs of media headers,
 * call-to-action buttons and applications.
 */
export function ofFormat(format: keyof typeof formats): TString {
	const schema = Type.String({ format });
	return documented.includes(format) ? schema : ownRule(schema, 'format');
}

function isDecimalWithin(text: string, limit: number): boolean {
	return /^-?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= limit;
}

/** @param minute `2025-01-15T12:00` */
function isDate(minute: string): boolean {
	const ms = Date.parse(`${minute}Z`);
	// Date.parse turns February 31 into a day in March.
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(minute);
}
