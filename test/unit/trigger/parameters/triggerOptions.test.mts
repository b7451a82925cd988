import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { optionsField, readOptions, readVerifySignature } from '../../../../nodes/Plivo/trigger/parameters/triggerOptions';
import { refusal } from '../../invalid.mts';

/** A node with these options, an option that was not added having the value that is asked for. */
function nodeWith(options: IDataObject): IWebhookFunctions {
	const getNodeParameter = (name: string, whenLeftOut: unknown) => options[name.replace(/^options\./, '')] ?? whenLeftOut;
	return { getNodeParameter } as unknown as IWebhookFunctions;
}

it('without any drops duplicates, and downloads and answers nothing', () => {
	expect(readOptions(nodeWith({}))).toEqual({
		messageTypes: [],
		closedReply: '',
		gatherSeconds: 0,
		startOnAnswers: false,
		fromNumbers: '',
		keyword: '',
		statuses: [],
		ignoreDuplicates: true,
		downloadMedia: false,
		maxBytes: 10_485_760,
		replyText: '',
		raw: false,
	});
});

it('are what was chosen', () => {
	const filters = { messageTypes: ['sms'], fromNumbers: '+44*', keyword: 'YES', statuses: ['read'] };
	const switches = { ignoreDuplicates: false, downloadMedia: true, raw: true, startOnAnswers: true, gatherSeconds: 3, closedReply: 'Over.' };
	expect(readOptions(nodeWith({ ...filters, ...switches, maxSizeMb: 0.5, replyText: ' Hi\n' }))).toEqual({
		...filters,
		...switches,
		maxBytes: 524_288,
		replyText: ' Hi\n',
	});
});

it.each([undefined, 0, '', 'false', null, {}, [], true])('are verified unless the option says false: %j', (value) => {
	expect(readVerifySignature(nodeWith({ verifySignature: value as IDataObject[string] }), jest.fn())).toBe(true);
});

it('are not verified where the option says false', () => {
	expect(readVerifySignature(nodeWith({ verifySignature: false }), jest.fn())).toBe(false);
});

it('read a switch also from text', () => {
	expect(readOptions(nodeWith({ downloadMedia: 'true', raw: 'false' }))).toMatchObject({ downloadMedia: true, raw: false });
});

it.each([1, {}, 'perhaps'])('refuse a switch that says %j, and during a call leave it as if it were not added', (value) => {
	expect(refusal(() => readOptions(nodeWith({ raw: value }))).message).toMatch(/^'Include Raw Data' is .*, which isn't one of its options$/);
	const unusable = jest.fn();
	expect(readOptions(nodeWith({ downloadMedia: value, ignoreDuplicates: value, raw: value }), unusable)).toMatchObject({ downloadMedia: false, ignoreDuplicates: true, raw: false });
	expect(unusable).toHaveBeenCalledTimes(3);
});

it.each([
	['5', 5_242_880],
	[0.000001, 1.048576],
])('take %j as a size', (maxSizeMb, bytes) => {
	expect(readOptions(nodeWith({ maxSizeMb })).maxBytes).toBeCloseTo(bytes, 6);
});

it.each([0, -1, '', 'much', NaN, {}])('refuse %j as a size', (maxSizeMb) => {
	const { message, remedy } = refusal(() => readOptions(nodeWith({ maxSizeMb })));
	expect(message).toMatch(/^'Max Size \(MB\)' is /);
	expect(remedy).toBe('Enter a number above 0, for example 10.');
});

it('are shown for what they are about', () => {
	const options = (optionsField.options ?? []) as Array<{ name: string; displayOptions?: { show?: IDataObject } }>;
	const shownFor = (event: string) =>
		options.flatMap(({ name, displayOptions }) => {
			const events = displayOptions?.show?.['/events'] as string[] | undefined;
			return events === undefined || events.includes(event) ? [name] : [];
		});
	const both = ['ignoreDuplicates', 'raw', 'verifySignature'];
	expect(shownFor('status').sort()).toEqual([...both, 'statuses'].sort());
	expect(shownFor('message')).toEqual(options.map(({ name }) => name).filter((name) => name !== 'statuses'));
});
