import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { inboundItem } from '../../../../nodes/Plivo/webhooks/events/inbound';
import { readParams } from '../../../../nodes/Plivo/webhooks/signature/requestParams';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const NOW = '2026-08-03T10:00:00.000Z';

function item(params: Parameters<typeof inboundItem>[0]) {
	const found = inboundItem({ MessageUUID: UUID, ...params }, NOW);
	if (found === undefined) throw new Error('This is no message');
	return found;
}

/** As it comes over the wire. */
function fromForm(form: string) {
	const rawBody = `MessageUUID=${UUID}&${form}`;
	const params = readParams({ method: 'POST', contentType: 'application/x-www-form-urlencoded', rawBody, queryString: '' });
	return item(params === 'tooLarge' ? {} : params.object);
}

describe('an SMS', () => {
	it('has everything in its place', () => {
		const found = item({
			From: '14155550123',
			To: '14155550100',
			Text: 'Hello ',
			Type: 'sms',
			MessageTime: '2024-01-15 12:00:00.123456',
			MessageIntent: '',
			Units: '1',
			TotalRate: '0.00000',
			TotalAmount: '0.0055',
			CarrierFees: '0.00000',
			DestinationNetwork: '',
			PowerpackUUID: '',
		});
		expect(found).toEqual({
			event: 'message',
			message_uuid: UUID,
			type: 'sms',
			from: '+14155550123',
			to: '+14155550100',
			text: 'Hello ',
			answer: 'Hello ',
			media: [],
			content_type: null,
			button: null,
			context: null,
			intent: null,
			powerpack_uuid: null,
			conversation_id: null,
			conversation_origin: null,
			conversation_expires_at: null,
			units: 1,
			total_rate: 0,
			total_amount: 0.0055,
			error_code: null,
			message_time: '2024-01-15T12:00:00.123456Z',
			received_at: NOW,
			other: { CarrierFees: '0.00000', DestinationNetwork: '' },
		});
	});

	it('has the same keys when Plivo says nothing but the UUID', () => {
		const bare = item({});
		expect(Object.keys(bare)).toHaveLength(23);
		expect(bare.other).toEqual({});
		expect(bare).toMatchObject({ type: 'sms', from: null, to: null, text: '', media: [], units: null, message_time: null });
	});

	it.each([{}, { MessageUUID: '' }, { MessageUUID: 'null' }, { MessageUUID: null }, { MessageUUID: {} }])(
		'is none with %j',
		(params) => {
			expect(inboundItem(params, NOW)).toBeUndefined();
		},
	);
});

describe('from and to', () => {
	it.each([
		['14155550123', '+14155550123'],
		['+14155550123', '+14155550123'],
		// a plus sign that was not encoded arrives as a blank
		[' 14155550123', '+14155550123'],
		['+1 415-555-0123', '+14155550123'],
		['+1 (415) 555.0123', '+14155550123'],
		['whatsapp:+14155550123', '+14155550123'],
		['WhatsApp: 14155550123', '+14155550123'],
		[14155550123, '+14155550123'],
		['1234567', '+1234567'],
		['123456789012345', '+123456789012345'],
		['1234567890123456', '1234567890123456'],
		['5215512345678', '+525512345678'],
		['whatsapp:+52 1 55 1234 5678', '+525512345678'],
		['525512345678', '+525512345678'],
		['5491123456789', '+5491123456789'],
		['553181234567', '+553181234567'],
		['22507123456', '+22507123456'],
		['4402079460123', '+442079460123'],
		['0044 20 7946 0123', '+442079460123'],
		['tel:+14155550123', '+14155550123'],
		['\u202A+14155550123\u202C', '+14155550123'],
		['(415) 555-0123', '(415) 555-0123'],
		['+1 415 555 0123 x12', '+1 415 555 0123 x12'],
		['72345', '72345'],
		['123', '123'],
		['123456', '123456'],
		['MYSHOP', 'MYSHOP'],
		['My Shop 24', 'My Shop 24'],
		['02079460123', '02079460123'],
		['', null],
		['null', null],
	])('%j is %s', (value, expected) => {
		expect(item({ From: value, To: value })).toMatchObject({ from: expected, to: expected });
	});
});

describe('the text', () => {
	it.each([
		[{ Text: 'a', Body: 'b' }, 'a'],
		[{ Text: '', Body: 'b' }, 'b'],
		[{ Body: 'b' }, 'b'],
		[{ Text: null, Body: null }, ''],
		[{ Text: 'None' }, 'None'],
		[{ Text: 'null' }, 'null'],
		[{ Text: ' a\n' }, ' a\n'],
		[{ Text: 42 }, '42'],
		[{ Text: ['first', 'second'] }, 'first'],
		[{ Text: { a: 1 } }, ''],
	])('of %j is %j', (params, text) => {
		expect(item(params).text).toBe(text);
	});
});

describe('media', () => {
	it('are in the order of their numbers', () => {
		const params = Object.fromEntries(
			[10, 2, 0, 9, 1].map((index) => [`Media${index}`, `https://m.example.com/${index}`]),
		);
		const urls = item({ Type: 'mms', MediaCount: '5', ...params }).media.map(({ url }) => url);
		expect(urls).toEqual([0, 1, 2, 9, 10].map((index) => `https://m.example.com/${index}`));
	});

	it('may be counted from 1, with gaps of nothing', () => {
		const found = item({ Type: 'MMS', Media1: 'https://m.example.com/1', Media2: '', Media3: 'null', Media4: ' x ' });
		expect(found.media).toEqual([
			{ url: 'https://m.example.com/1', content_type: null },
			{ url: 'x', content_type: null },
		]);
		expect(found.type).toBe('mms');
	});

	it('know their type when there is one', () => {
		const whatsapp = { Type: 'whatsapp', ContentType: 'Media', MimeType: 'Image/JPEG' };
		expect(item({ ...whatsapp, Media0: 'u' })).toMatchObject({
			content_type: 'media',
			media: [{ url: 'u', content_type: 'image/jpeg' }],
		});
		expect(item({ ...whatsapp, Media0: 'u', Media1: 'v' }).media[1]).toEqual({ url: 'v', content_type: null });
	});

	it('are not what only begins like one', () => {
		expect(item({ MediaCount: '2', Media: 'u', Media0ContentType: 'x', MyMedia0: 'v' }).media).toEqual([]);
	});
});

describe('a button', () => {
	const both = { text: 'Yes, please', payload: 'yes-1' };

	it.each([
		['Button[Text]=Yes, please&Button[Payload]=yes-1'],
		['Button%5BText%5D=Yes%2C+please&Button%5BPayload%5D=yes-1'],
		['Button[text]=Yes, please&button[PAYLOAD]=yes-1'],
		['Button.Text=Yes, please&Button.Payload=yes-1'],
		['Button_Text=Yes, please&Button_Payload=yes-1'],
		['ButtonText=Yes, please&ButtonPayload=yes-1'],
		['buttontext=Yes, please&buttonPayload=yes-1'],
		['Button={"Text":"Yes, please","Payload":"yes-1"}'],
		['Button= {"text":"Yes, please","payload":"yes-1"}'],
		['Button={"title":"Yes, please","id":"yes-1"}'],
		['Button[Title]=Yes, please&Button[Id]=yes-1'],
		['Button[title]=Yes, please&Button[ID]=yes-1'],
		['Button[Text]=Yes, please&Button[Payload]=yes-1&Button[Id]=other'],
		['Button[Text]=Yes, please&Button[Payload]=null&Button[Id]=yes-1'],
		['Button[Text]=Yes, please&Button[Payload]=None&Button[id]=yes-1'],
		['Button[Text]=Yes, please&Button[Payload]=&Button[id]=yes-1'],
		['Button=&Button[Text]=Yes, please&Button[Payload]=yes-1'],
		['Button[Text]=Yes, please&Button[Payload]=yes-1&Button=&ButtonPayload='],
	])('is read from %s', (form) => {
		expect(fromForm(form).button).toEqual(both);
		expect(fromForm(`ContentType=button&${form}`).button).toEqual(both);
	});

	it.each([
		[{ Text: 'Yes, please', Payload: 'yes-1' }],
		[{ text: 'Yes, please', payload: 'yes-1', ID: 'other' }],
		[{ title: 'Yes, please', ID: 'yes-1' }],
		[[{ Text: 'Yes, please', Payload: 'yes-1' }]],
		['{"Text":"Yes, please","Payload":"yes-1"}'],
	])('is read from JSON: %j', (button) => {
		expect(item({ Button: button }).button).toEqual(both);
	});

	it.each([
		['Button=Yes', { text: 'Yes', payload: null }],
		['Button={broken', { text: '{broken', payload: null }],
		['Button[Text]=Yes', { text: 'Yes', payload: null }],
		['Button[Payload]=yes', { text: null, payload: 'yes' }],
		['Button[Id]=7', { text: null, payload: '7' }],
		['ContentType=button&Button[Text]=None&Button[Payload]=None', { text: 'None', payload: null }],
		['Button={"Payload":7}', { text: null, payload: '7' }],
	])('may be a part of one: %s', (form, button) => {
		expect(fromForm(form).button).toEqual(button);
	});

	it.each([
		'Button=',
		'Button=null',
		'Button=None',
		'Button={}',
		'Button={"Text":null,"Payload":null}',
		'Button[Text]=&Button[Payload]=',
		'Button[Text]=None&Button[Payload]=None',
		'Button[Other]=1',
		'MyButtonText=1',
		'Text=Button',
	])('is none: %s', (form) => {
		expect(fromForm(form).button).toBeNull();
	});
});

describe('the context', () => {
	it.each([
		'Context[MessageUUID]=abc',
		'Context[messageUuid]=abc',
		'Context.MessageUUID=abc',
		'ContextMessageUUID=abc',
		'Context[message_uuid]=abc',
		'Context[id]=abc',
		'Context={"MessageUUID":"abc"}',
		'Context={"message_uuid":"abc","id":"other"}',
		'Context=abc',
	])('is read from %s', (form) => {
		expect(fromForm(form).context).toEqual({ message_uuid: 'abc' });
	});

	it('is read from JSON, and is null for nothing', () => {
		expect(item({ Context: { MessageUUID: 'abc' } }).context).toEqual({ message_uuid: 'abc' });
		for (const nothing of ['', 'None', 'null', '{}', null, {}]) expect(item({ Context: nothing }).context).toBeNull();
	});
});

describe('the rest', () => {
	it.each([
		['optout', 'optout'],
		['OptIn', 'optin'],
		['HELP', 'help'],
		['', null],
		['other', null],
		['constructor', null],
	])('intent %s is %s', (value, expected) => {
		expect(item({ MessageIntent: value }).intent).toBe(expected);
	});

	it.each([
		['', null],
		['000', null],
		['0', null],
		[0, null],
		['null', null],
		['130', '130'],
		[130, '130'],
	])('error code %j is %s', (value, expected) => {
		expect(item({ ErrorCode: value }).error_code).toBe(expected);
	});

	it.each([
		['2024-01-15 12:00:00.123456', '2024-01-15T12:00:00.123456Z'],
		['2024-01-15 12:00:00', '2024-01-15T12:00:00Z'],
		['2024-01-15 17:30:00.123456+05:30', '2024-01-15T12:00:00.123456Z'],
		['2024-01-15T12:00:00Z', '2024-01-15T12:00:00Z'],
		['yesterday', null],
		['', null],
	])('time %s is %s', (value, expected) => {
		expect(item({ MessageTime: value }).message_time).toBe(expected);
	});

	it.each([
		['1', 1],
		[2, 2],
		['0.00550', 0.0055],
		['', null],
		['null', null],
		['many', null],
		['Infinity', null],
	])('units %j are %j', (value, expected) => {
		expect(item({ Units: value, TotalRate: value, TotalAmount: value })).toMatchObject({
			units: expected,
			total_rate: expected,
			total_amount: expected,
		});
	});

	it('tells of conversations and Powerpacks', () => {
		const found = item({
			ConversationID: 'c1',
			ConversationOrigin: 'service',
			ConversationExpirationTimestamp: '1705320000',
			PowerpackUUID: 'p1',
			Type: 'RCS',
		});
		expect(found).toMatchObject({
			conversation_id: 'c1',
			conversation_origin: 'service',
			conversation_expires_at: '2024-01-15T12:00:00Z',
			powerpack_uuid: 'p1',
			type: 'rcs',
		});
	});
});

describe('what has no field', () => {
	it.each<[Parameters<typeof inboundItem>[0], object]>([
		[{ Type: 'whatsapp', ContentType: 'location', Latitude: '1.5', Longitude: '2.5', Address: '' }, { Latitude: '1.5', Longitude: '2.5', Address: '' }],
		[{ ContentType: 'contacts', 'Contacts[0][name]': 'Ann' }, { 'Contacts[0][name]': 'Ann' }],
		[{ ContentType: 'reaction', Reaction: { emoji: '👍', message_id: 'x' } }, { Reaction: { emoji: '👍', message_id: 'x' } }],
		[{ ProfileName: 'Ann' }, { ProfileName: 'Ann' }],
		[{ from: 'in small letters' }, { from: 'in small letters' }],
		// a field that can't take all of it
		[{ Text: 'a', Body: 'b' }, { Body: 'b' }],
		[{ Text: 'a', Body: 'a' }, {}],
		[{ Text: ['first', 'second'] }, { Text: ['first', 'second'] }],
		[{ Text: ['same', 'same'] }, {}],
		[{ Text: { a: 1 } }, { Text: { a: 1 } }],
		[{ MessageIntent: 'something new' }, { MessageIntent: 'something new' }],
		[{ Units: 'many' }, { Units: 'many' }],
		[{ MessageTime: 'yesterday' }, { MessageTime: 'yesterday' }],
		[{ MimeType: 'image/png' }, { MimeType: 'image/png' }],
		[{ Media0: 'https://a', Media1: 'https://b', MimeType: 'image/png' }, { MimeType: 'image/png' }],
		[{ Media0: 'https://a', MimeType: 'image/png', MediaCount: '1' }, {}],
		[{ Media0: 'https://a', MediaCount: '2' }, { MediaCount: '2' }],
		[{ 'Button[Text]': 'Yes', 'Button[Payload]': 'y', 'Button[Type]': 'reply' }, { 'Button[Type]': 'reply' }],
		[{ Button: '{"Text":"Yes","Payload":"y"}' }, {}],
		[{ Button: '{"Text":"Yes","Type":"reply"}' }, { Button: '{"Text":"Yes","Type":"reply"}' }],
		[{ Button: { Text: 'Yes' }, Context: { MessageUUID: 'm', From: '1' } }, { Context: { MessageUUID: 'm', From: '1' } }],
		[{ ContextMessageUUID: 'm' }, {}],
		[{ ErrorCode: '000' }, {}],
		[{ MessageIntent: '', PowerpackUUID: 'null', ConversationID: 'None', Units: '' }, {}],
	])('of %j comes out as it is: %j', (params, other) => {
		expect(item(params).other).toEqual(other);
	});

	it('is all of what is new', () => {
		const names = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__' && !/^(Button|Context|Media\d+$)/i.test(name)).map((name) => `X${name}`);
		fc.assert(
			fc.property(fc.dictionary(names, fc.string()), (more) => {
				expect(item({ From: '14155550123', Text: 'Hi', ...more }).other).toEqual({ ...more });
			}),
		);
	});
});

describe('the intent', () => {
	it.each([
		[{ Text: 'STOP' }, 'optout'],
		[{ Text: 'Stop. Thank you' }, 'optout'],
		[{ Text: 'stop please' }, 'optout'],
		[{ Text: 'Stop texting me' }, 'optout'],
		[{ Text: 'Please stop' }, 'optout'],
		[{ Text: 'Arrêt' }, 'optout'],
		[{ Text: 'ALTO' }, 'optout'],
		[{ Text: 'ＳＴＯＰ' }, 'optout'],
		[{ Text: 'AIDE' }, 'help'],
		[{ Text: 'Help me please' }, 'help'],
		[{ Text: 'START' }, 'optin'],
		[{ Text: 'STOP', Type: 'whatsapp' }, 'optout'],
		[{ Button: { Text: 'Stop promotions' }, Type: 'whatsapp' }, 'optout'],
		// It says something else, too.
		[{ Text: 'Stop by tomorrow?' }, null],
		[{ Text: 'Cancel my order' }, null],
		[{ Text: 'End of the month' }, null],
		[{ Text: 'Info about your hours' }, null],
		[{ Text: `stop ${'please '.repeat(50)}` }, null],
		[{ Text: 'Please' }, null],
		[{ Text: '' }, null],
		// Plivo's word comes first.
		[{ Text: 'Stop by tomorrow?', MessageIntent: 'optout' }, 'optout'],
		[{ Text: 'YES', MessageIntent: 'optin' }, 'optin'],
		[{ Text: 'YES' }, null],
		[{ Text: 'hi', MessageIntent: 'OPT_OUT' }, 'optout'],
		[{ Text: 'hi', MessageIntent: 'unsubscribe' }, 'optout'],
		[{ Text: ' ', Body: 'STOP' }, 'optout'],
		// The keyword alone, however it is written
		...['Un-subscribe', 'opt-out', 'S.T.O.P.', 'S T O P', 'STO P', 'STOPPPP', 'Stooop', 'ARRRET', '🆂🆃🅾🅿', 'STОP', 'don´t text me', 'Opt me out', 'DO NOT CALL', "S'il vous plaît arrêtez", 'Kindly stop', 'STOP STOP', 'ALTO', 'FIN'].map(
			(Text): [IDataObject, string] => [{ Text }, 'optout'],
		),
		...['Stop messaging me now', 'Stop sending me messages', 'Stop sending your spam please', 'Stop all', 'Remove me from your list', 'Remove my number', 'Unsubscribe me', 'Cancel, thanks', 'No más mensajes', 'Pare de enviar mensajes'.toUpperCase()].map(
			(Text): [IDataObject, string] => [{ Text }, 'optout'],
		),
		...['Arrêtez les messages', 'DÉSABONNE-MOI', 'Denme de baja', 'Hör auf', 'KÜNDIGEN', 'Wypisz', 'rezygnuję', 'СПРИ', 'ΣΤΟΠ', '配信停止', '取消', 'إيقاف', 'הסרה', `${'\n'.repeat(300)}STOP`].map((Text): [IDataObject, string] => [{ Text }, 'optout']),
		...['Start texting me', 'Subscribe me please', 'UNSTOP', 'ALTA'].map((Text): [IDataObject, string] => [{ Text }, 'optin']),
		...['Help me', 'Please help', 'Ayúdame', 'AIDEZ-MOI', 'HJÆLP', 'ПОМОЩ', '帮助'].map((Text): [IDataObject, string] => [{ Text }, 'help']),
		// Names, ordinary words, and sentences cut short
		...['Finn', 'Finn!', 'Fin', 'Endd', 'Durr', 'TD', 'Dur', 'Dur dur', 'Halt', 'Alto', 'Alta', 'Cancel my text', 'Cancel the', 'Cancel my number 5', 'End from the number', 'Start your list', 'Start the', 'Help you', 'Info les messages', 'info de mi', 'Fin de la list', 'End of'].map(
			(Text): [IDataObject, null] => [{ Text }, null],
		),
		...['Stopping', 'Cancellation?', 'STOP START', 'Remove the', 'No more thanks to you', 'Quit s', 'start my text', 'Please', 'Please please'].map((Text): [IDataObject, null] => [{ Text }, null]),
	])('of %j is %j', (params, intent) => {
		expect(item(params).intent).toBe(intent);
	});
});
