import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { refusePast, waitUntil } from '../../../nodes/Plivo/sendAndWait/waitLimit';
import { refusal } from '../invalid.mts';

const NOW = Date.parse('2026-01-31T09:00:00Z');
const HOUR = 3_600_000;
const limit = (option: object, waitsForDelivery = false) => waitUntil({ ...option }, waitsForDelivery, 'Asia/Kolkata', NOW);

describe('waitUntil', () => {
	it('is without end for an answer, and a day for a delivery, unless it is limited', () => {
		expect(limit({})).toEqual(WAIT_INDEFINITELY);
		expect(limit({}, true)).toEqual(new Date(NOW + 24 * HOUR));
	});

	it.each([
		[{ resumeAmount: 45, resumeUnit: 'minutes' }, 0.75 * HOUR],
		[{ limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'hours' }, 1.5 * HOUR],
		[{ limitType: 'afterTimeInterval', resumeAmount: '2', resumeUnit: 'days' }, 48 * HOUR],
		[{ limitType: 'afterTimeInterval' }, HOUR],
	])('%j', (option, ms) => {
		expect(limit(option)).toEqual(new Date(NOW + ms));
		expect(limit(option, true)).toEqual(new Date(NOW + ms));
	});

	it('takes a time as the clocks of the workflow show it', () => {
		expect(limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-01-31 16:00' })).toEqual(new Date('2026-01-31T10:30:00Z'));
		expect(limit({ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-01-31T16:00:00Z' })).toEqual(new Date('2026-01-31T16:00:00Z'));
	});

	it('is a time that n8n can store, however long', () => {
		expect(limit({ resumeAmount: 1e12, resumeUnit: 'days' })).toEqual(WAIT_INDEFINITELY);
	});

	it.each([
		[{ resumeAmount: 0, resumeUnit: 'hours' }, "'Limit Wait Time, Amount' is \"0\", which isn't a number above 0"],
		[{ resumeAmount: 'x', resumeUnit: 'hours' }, "'Limit Wait Time, Amount' is \"x\", which isn't a number above 0"],
		[{ resumeAmount: true, resumeUnit: 'hours' }, "'Limit Wait Time, Amount' is \"true\", which isn't a number above 0"],
		[{ resumeAmount: [5], resumeUnit: 'hours' }, "'Limit Wait Time, Amount' is \"[5]\", which isn't a number above 0"],
		[{ resumeAmount: 1, resumeUnit: 'weeks' }, "'Limit Wait Time, Unit' is \"weeks\", which isn't one of its options"],
		[{ limitType: 'sometime' }, "'Limit Wait Time, Limit Type' is \"sometime\", which isn't one of its options"],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '' }, "'Limit Wait Time' is \"\", which isn't a date and time"],
	])('refuses %j', (option, message) => {
		expect(refusal(() => limit(option)).message).toBe(message);
	});
});

describe('refusePast', () => {
	it('refuses a time that has come', () => {
		expect(() => refusePast(new Date(NOW + 1), NOW)).not.toThrow();
		expect(refusal(() => refusePast(new Date(NOW), NOW)).message).toBe("'Limit Wait Time' ends before the message is sent");
	});
});
