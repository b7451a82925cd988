import fc from 'fast-check';

import { composeLocation } from '../../../../nodes/Plivo/content/whatsapp/location';
import { formats } from '../../../../sandbox/http/formats.mts';
import { refusal } from '../../invalid.mts';
import { reading } from './reading.mts';

const place = {
	latitude: '37.483307',
	longitude: '122.148981',
	locationName: 'Pablo Morales',
	locationAddress: '1 Hacker Way, Menlo Park, CA 94025',
};

const compose = (changes: Record<string, unknown>) => composeLocation(reading({ ...place, ...changes })).location;

describe('composeLocation', () => {
	it('puts text on the wire, as the SDKs do', () => {
		expect(composeLocation(reading(place))).toEqual({
			location: {
				latitude: '37.483307',
				longitude: '122.148981',
				name: 'Pablo Morales',
				address: '1 Hacker Way, Menlo Park, CA 94025',
			},
		});
	});

	it.each([
		[37.483307, '37.483307'],
		[-0.0000001, '-0.0000001'],
		[0, '0'],
		[10, '10'],
		[90, '90'],
		[-90, '-90'],
		['+12.50', '12.50'],
		[' 12 ', '12'],
		['.5', '0.5'],
		['-.5', '-0.5'],
		['+.5', '0.5'],
		['5.', '5'],
		['-5.', '-5'],
	])('takes the latitude %j as %s', (latitude, expected) => {
		expect(compose({ latitude }).latitude).toBe(expected);
	});

	it.each([180, -180, '179.999999'])('takes the longitude %j', (longitude) => {
		expect(compose({ longitude }).longitude).toBe(String(longitude));
	});

	it.each([
		[{ latitude: 90.000001 }, '\'Latitude\' is "90.000001", but must be from -90 to 90'],
		[{ latitude: '-91' }, '\'Latitude\' is "-91", but must be from -90 to 90'],
		[{ longitude: 180.5 }, '\'Longitude\' is "180.5", but must be from -180 to 180'],
		[{ latitude: '37°28\'N' }, "'Latitude' is \"37°28'N\", which isn't a number of degrees"],
		[{ latitude: '37.48, 122.14' }, "'Latitude' is \"37.48, 122.14\", which isn't a number of degrees"],
		[{ latitude: Number.NaN }, "'Latitude' is \"NaN\", which isn't a number of degrees"],
		[{ latitude: true }, "'Latitude' is \"true\", which isn't a number of degrees"],
	])('refuses %j', (changes, message) => {
		const refused = refusal(() => compose(changes));
		expect(refused.message).toBe(message);
		expect(refused.remedy).toMatch(/^Enter degrees as a decimal number, for example -?[\d.]+\.$/);
	});

	it('says how to write a number with a comma', () => {
		expect(refusal(() => compose({ longitude: '-122,148981' }))).toEqual({
			message: '\'Longitude\' is "-122,148981", with a comma as the decimal separator',
			remedy: 'Use a point instead: -122.148981.',
		});
	});

	it('sends only coordinates that the stand-in takes', () => {
		const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 3 });
		const written = fc.tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.'), digits).map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.oneof(written, fc.double({ min: -90, max: 90, noNaN: true })), (latitude) => {
				let sent: string;
				try {
					sent = compose({ latitude }).latitude;
				} catch {
					return;
				}
				expect(formats.latitude(sent)).toBe(true);
				expect(Number(sent)).toBeCloseTo(Number(latitude), 9);
			}),
		);
	});

	it.each([
		[{ locationName: ' ' }, { address: '1 Hacker Way, Menlo Park, CA 94025' }],
		[{ locationAddress: '' }, { name: 'Pablo Morales' }],
		[{ locationName: '', locationAddress: '' }, {}],
	])('leaves out what is empty: %j', (changes, rest) => {
		expect(compose(changes)).toEqual({ latitude: '37.483307', longitude: '122.148981', ...rest });
	});

	it.each([
		['latitude', 'Latitude'],
		['longitude', 'Longitude'],
	])('refuses an empty %s', (name, label) => {
		expect(refusal(() => compose({ [name]: ' ' })).message).toBe(`'${label}' is empty`);
	});
});
