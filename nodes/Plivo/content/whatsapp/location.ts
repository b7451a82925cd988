import type { INodeProperties } from 'n8n-workflow';

import type { Location } from '../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import type { ReadField } from '../../fields/readField';
import { asLine, required } from '../../fields/textChecks';

/** Maximum absolute value of a coordinate. */
const LATITUDE = 90;
const LONGITUDE = 180;

export const locationFields: INodeProperties[] = [
	{
		displayName: 'Latitude',
		name: 'latitude',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 37.483307',
		description: `Degrees north of the equator, from -${LATITUDE} to ${LATITUDE}; negative in the south`,
	},
	{
		displayName: 'Longitude',
		name: 'longitude',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. -122.148981',
		description: `Degrees east of Greenwich, from -${LONGITUDE} to ${LONGITUDE}; negative in the west`,
	},
	{
		displayName: 'Place Name',
		name: 'locationName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Our Shop',
		description: 'Title that WhatsApp shows with the map',
	},
	{
		displayName: 'Address',
		name: 'locationAddress',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1 Hacker Way, Menlo Park, CA 94025',
		description: 'Line that WhatsApp shows under the name of the place',
	},
];

/** The same for the header of a template, where all are required. */
export const headerLocationFields: INodeProperties[] = locationFields.map((field) => ({ ...field, required: true }));

/**
 * The part of a send request for a location.
 *
 * @throws InvalidFieldError if a part is missing, or a coordinate is invalid
 */
export function composeLocation(read: ReadField): { location: Location } {
	return { location: parseLocation(read) };
}

/**
 * Reads the fields of a location. Name and address are optional: Plivo's message reference describes them as attributes
 * that can be passed, and Meta's says that they are optional
 * (https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/location-messages/).
 *
 * @param read for the names of {@link locationFields}
 * @param before prefix of a field's label in errors: 'Header Variable, '
 * @throws InvalidFieldError naming the first field that Plivo would reject
 */
function parseLocation(read: ReadField, before = ''): Location {
	const name = asLine(read('locationName'), `${before}Place Name`);
	const address = asLine(read('locationAddress'), `${before}Address`);
	const place = { latitude: read('latitude'), longitude: read('longitude') };
	return {
		...parseCoordinates(place, [`${before}Latitude`, `${before}Longitude`]),
		...(name !== '' && { name }),
		...(address !== '' && { address }),
	};
}

/**
 * Reads the location in the header of a template. All four fields are required, because Plivo's Node SDK rejects a
 * location that lacks any.
 *
 * @param read for the names of {@link locationFields}
 * @param before prefix of a field's label in errors: 'Header Variable, '
 * @throws InvalidFieldError naming the first field that Plivo would reject
 */
export function parseHeaderLocation(read: ReadField, before: string): Location {
	const location = parseLocation(read, before);
	required(location.name ?? '', `${before}Place Name`, 'Enter the name of the place.');
	const remedy = 'Enter what to show under the name of the place, such as its street.';
	required(location.address ?? '', `${before}Address`, remedy);
	return location;
}

/**
 * Reads the coordinates of a place.
 *
 * @param labels of the two
 * @throws InvalidFieldError if one is missing, or isn't a number of degrees
 */
export function parseCoordinates(
	{ latitude, longitude }: { latitude?: unknown; longitude?: unknown },
	[ofLatitude, ofLongitude]: [string, string],
): Pick<Location, 'latitude' | 'longitude'> {
	return {
		latitude: coordinate(latitude, ofLatitude, LATITUDE, '37.483307'),
		longitude: coordinate(longitude, ofLongitude, LONGITUDE, '-122.148981'),
	};
}

function coordinate(value: unknown, label: string, most: number, example: string): string {
	const text = typeof value === 'number' ? decimals(value) : asLine(value, label);
	const remedy = `Enter degrees as a decimal number, for example ${example}.`;
	required(text, label, remedy);
	if (/^[+-]?\d+,\d+$/.test(text)) {
		throw new InvalidFieldError(
			label,
			`is ${quoted(text)}, with a comma as the decimal separator`,
			`Use a point instead: ${text.replace(',', '.')}.`,
		);
	}
	if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)) {
		throw new InvalidFieldError(label, `is ${quoted(text)}, which isn't a number of degrees`, remedy);
	}
	if (Math.abs(Number(text)) > most) {
		throw new InvalidFieldError(label, `is ${quoted(text)}, but must be from -${most} to ${most}`, remedy);
	}
	// With a digit before and after the point, which every parser accepts: Plivo doesn't say whether it accepts `.5`.
	return text
		.replace(/^\+/, '')
		.replace(/^(-?)\./, '$10.')
		.replace(/\.$/, '');
}

/**
 * Formats a number in decimal notation, because JavaScript writes small ones as 1e-7. Ten decimals of a degree are 0.01 mm.
 */
function decimals(value: number): string {
	return value.toFixed(10).replace(/\.?0+$/, '');
}
