import { describeRequestError } from '../../../nodes/Plivo/errors/describeRequestError';
import { PlivoRequestError, type RecordKind } from '../../../nodes/Plivo/errors/plivoRequestError';

const refused = (status: number, text: string, record?: RecordKind) =>
	describeRequestError(new PlivoRequestError('refused', 'refused', text, status, undefined, record));

describe('what is said of a refusal', () => {
	it.each<[number, string, string, RegExp]>([
		[400, "'src' 12125550100 is not enabled for whatsapp.", "'From' is +12125550100, which can't send WhatsApp messages", /^Pick another number\. .* Plivo says: "'src' 12125550100 is not enabled for whatsapp\."$/],
		[400, "'src' 12125550100 is not a phone number of this account.", "'From' +12125550100 is not a phone number of this account", /^Pick one of your numbers from the list\./],
		[400, "'dst' 1415 is not a phone number", "'To' 1415 is not a phone number", /country code/],
		[400, 'HTTP 400', 'Plivo declined the request (HTTP 400)', /^It gave no reason\..*again\.$/],
		[401, 'invalid auth token', "Plivo doesn't accept this Auth ID and Auth Token", /Plivo says: "invalid auth token"$/],
		[401, 'HTTP 401', "Plivo doesn't accept this Auth ID and Auth Token", /console\.$/],
		[402, 'Insufficient Credit', "Your Plivo account doesn't have enough credit", /^Add credit/],
		[403, 'geo-permission denied', 'Sending to this country is turned off for your Plivo account', /Geo Permissions\. Plivo says/],
		[403, 'Forbidden', "Plivo doesn't allow this", /Plivo says: "Forbidden"$/],
	])('%i %s', (status, text, message, remedy) => {
		expect(refused(status, text)).toEqual({ message, remedy: expect.stringMatching(remedy) });
	});

	it.each<[RecordKind | undefined, RegExp]>([
		['message', /no message .* Message UUID.*90 days/],
		['media', /no file .* Media ID/],
		['businessAccount', /no WhatsApp Business Account .* under WhatsApp/],
		['template', /no such template .* from the list again/],
		['number', /isn't one of the account .* from the list again/],
		[undefined, /nothing under this ID/],
	])('404 for %s', (record, said) => {
		const { message, remedy } = refused(404, 'not found', record);
		expect(`${message}. ${remedy}`).toMatch(said);
		expect(/90 days/.test(remedy)).toBe(record === 'message');
	});
});
