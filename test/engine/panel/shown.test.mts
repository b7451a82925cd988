import { actionPanel, triggerPanel } from './nodePanel.mts';
import { Panel, type Entries } from './panel.mts';

let panel: Panel;
let trigger: Panel;
beforeAll(async () => {
	panel = await actionPanel();
	trigger = await triggerPanel();
});

const NUMBER = ['Send From', 'From', 'To'];
const POWERPACK = ['Send From', 'Powerpack', 'To'];
const WHATSAPP = ['From', 'To', 'WhatsApp Message'];
const ANSWER = ['From', 'To', 'Answer With'];
const FREE = [...WHATSAPP, 'windowNotice'];
/** What each of these asks at its end. */
const OUTSIDE = 'If Outside the 24 Hours';
const whatsapp = (type: string, more: Entries = {}): Entries => ({ 'Message Type': 'WhatsApp', 'WhatsApp Message': type, ...more });
const interactive = (type: string, header?: string): Entries => whatsapp('Interactive', { 'Interactive Type': type, ...(header && { Header: header }) });

const REPLY_MEDIA = ['Interactive From', 'Interactive Type', 'Header', 'Header Media Source'];

/** A kind of message, and what a person sees for it: before what only Send and Wait asks, and after it. */
const CONTENT: Array<[Entries, before: string[], after: string[]]> = [
	[{ 'Message Type': 'SMS' }, NUMBER, ['Text']],
	[{ 'Message Type': 'SMS', 'Send From': 'Number or Sender ID' }, NUMBER, ['Text']],
	[{ 'Message Type': 'SMS', 'Send From': 'Powerpack' }, POWERPACK, ['Text']],
	[{ 'Message Type': 'MMS' }, NUMBER, ['Text', 'Media Source', 'Media URLs']],
	[{ 'Message Type': 'MMS', 'Send From': 'Powerpack', 'Media Source': 'URLs' }, POWERPACK, ['Text', 'Media Source', 'Media URLs']],
	[{ 'Message Type': 'MMS', 'Media Source': 'Files of the Item' }, NUMBER, ['Text', 'Media Source', 'Input Data Field Names']],
	[{ 'Message Type': 'MMS', 'Media Source': 'Media IDs' }, NUMBER, ['Text', 'Media Source', 'Media IDs']],
	[whatsapp('Text'), FREE, ['Text', OUTSIDE]],
	[whatsapp('Media'), FREE, ['Media Source', 'Media URL', 'Caption', OUTSIDE]],
	[whatsapp('Media', { 'Media Source': 'URL' }), FREE, ['Media Source', 'Media URL', 'Caption', OUTSIDE]],
	[whatsapp('Media', { 'Media Source': 'File of the Item' }), FREE, ['Media Source', 'Input Data Field Name', 'Caption', OUTSIDE]],
	[whatsapp('Location'), FREE, ['Latitude', 'Longitude', 'Place Name', 'Address', OUTSIDE]],
	[whatsapp('Template'), WHATSAPP, ['Template From', 'WhatsApp Business Account ID', 'Include Unapproved', 'Template', 'Template Variables']],
	[
		whatsapp('Template', { 'Template From': 'Fields' }),
		WHATSAPP,
		['Template From', 'Template Name', 'Template Language', 'Header Variable', 'Body Variables', 'Button Variables'],
	],
	[whatsapp('Template', { 'Template From': 'JSON' }), WHATSAPP, ['Template From', 'Template JSON']],
	[interactive('Reply Buttons'), FREE, ['Interactive From', 'Interactive Type', 'Header', 'Body', 'Footer', 'Reply Buttons', OUTSIDE]],
	[interactive('Reply Buttons', 'Text'), FREE, ['Interactive From', 'Interactive Type', 'Header', 'Header Text', 'Body', 'Footer', 'Reply Buttons', OUTSIDE]],
	[interactive('Reply Buttons', 'Media'), FREE, [...REPLY_MEDIA, 'Header Media URL', 'Body', 'Footer', 'Reply Buttons', OUTSIDE]],
	[{ ...interactive('Reply Buttons', 'Media'), 'Header Media Source': 'URL' }, FREE, [...REPLY_MEDIA, 'Header Media URL', 'Body', 'Footer', 'Reply Buttons', OUTSIDE]],
	[{ ...interactive('Reply Buttons', 'Media'), 'Header Media Source': 'File of the Item' }, FREE, [...REPLY_MEDIA, 'Input Data Field Name', 'Body', 'Footer', 'Reply Buttons', OUTSIDE]],
	[interactive('List'), FREE, ['Interactive From', 'Interactive Type', 'Header', 'Body', 'Footer', 'List Button Title', 'Rows From', 'Sections', OUTSIDE]],
	[{ ...interactive('List'), 'Rows From': 'Items of an Array' }, FREE, ['Interactive From', 'Interactive Type', 'Header', 'Body', 'Footer', 'List Button Title', 'Rows From', 'Rows', OUTSIDE]],
	[whatsapp('Interactive', { 'Interactive From': 'JSON' }), FREE, ['Interactive From', 'Interactive JSON', OUTSIDE]],
	[interactive('List', 'Text'), FREE, ['Interactive From', 'Interactive Type', 'Header', 'Header Text', 'Body', 'Footer', 'List Button Title', 'Rows From', 'Sections', OUTSIDE]],
	[interactive('Call to Action URL'), FREE, ['Interactive From', 'Interactive Type', 'Header', 'Body', 'Footer', 'Button Title', 'Button URL', OUTSIDE]],
	[
		whatsapp('Text', { [OUTSIDE]: 'Send Template Instead' }),
		FREE,
		['Text', OUTSIDE, 'Template From', 'WhatsApp Business Account ID', 'Include Unapproved', 'Template', 'Template Variables'],
	],
	[
		{ ...interactive('Reply Buttons', 'Text'), [OUTSIDE]: 'Send Template Instead', 'Template From': 'Fields' },
		FREE,
		[
			...['Interactive From', 'Interactive Type', 'Header', 'Header Text', 'Body', 'Footer', 'Reply Buttons', OUTSIDE],
			...['Template From', 'Template Name', 'Template Language', 'Header Variable', 'Body Variables', 'Button Variables'],
		],
	],
	[whatsapp('Location', { [OUTSIDE]: 'Send Template Instead', 'Template From': 'JSON' }), FREE, ['Latitude', 'Longitude', 'Place Name', 'Address', OUTSIDE, 'Template From', 'Template JSON']],
	[interactive('Call to Action URL', 'Text'), FREE, ['Interactive From', 'Interactive Type', 'Header', 'Header Text', 'Body', 'Footer', 'Button Title', 'Button URL', OUTSIDE]],
];

describe('a person who sends', () => {
	it.each(CONTENT)('%j: sees what belongs to it', (enter, before, after) => {
		const isNotice = (label: string) => label === 'windowNotice';
		const type = before.slice(0, before.indexOf('To') + 1);
		const content = before.slice(type.length);
		const closing = ['Additional Fields', 'Options'];
		expect(panel.labels({ Operation: 'Send', ...enter })).toEqual(['Resource', 'Operation', 'Message Type', ...type, ...content, ...after, ...closing]);
		expect(panel.labels({ Operation: 'Send and Wait', 'Wait For': 'Delivery', ...enter })).toEqual([
			...['Resource', 'Operation', 'Wait For', 'waitNotice', 'Message Type', ...type, 'Wait Until', ...content, ...after, ...closing],
		]);
		expect(content.filter(isNotice).length).toBe(after.includes(OUTSIDE) ? 1 : 0);
	});

	const answer = (way: string, more: Entries = {}): Entries => ({ 'Message Type': 'WhatsApp', 'Answer With': way, ...more });
	const template = ['WhatsApp Business Account ID', 'Include Unapproved', 'Template', 'Template Variables'];
	const fromArray = { 'Choices From': 'Items of an Array' };

	it.each<[Entries, string[]]>([
		[{ 'Message Type': 'SMS' }, [...NUMBER, 'Message', 'Response Type', 'Approval Options']],
		[{ 'Message Type': 'SMS', 'Send From': 'Powerpack', 'Response Type': 'Approval' }, [...POWERPACK, 'Message', 'Response Type', 'Approval Options']],
		[{ 'Message Type': 'SMS', 'Response Type': 'Choice' }, [...NUMBER, 'Message', 'Response Type', 'Choices From', 'Choices']],
		[{ 'Message Type': 'SMS', 'Response Type': 'Choice', ...fromArray }, [...NUMBER, 'Message', 'Response Type', 'Choices From', 'Choices']],
		[{ 'Message Type': 'SMS', 'Response Type': 'Free Text' }, [...NUMBER, 'Message', 'Response Type']],
		[{ 'Message Type': 'WhatsApp' }, [...ANSWER, 'windowNotice', 'Message', 'Response Type', 'Approval Options']],
		[answer('Link'), [...ANSWER, 'windowNotice', 'Message', 'Response Type', 'Approval Options']],
		[answer('Link', { 'Response Type': 'Choice' }), [...ANSWER, 'windowNotice', 'Message', 'Response Type', 'Choices From', 'Choices']],
		[answer('Link', { 'Response Type': 'Free Text' }), [...ANSWER, 'windowNotice', 'Message', 'Response Type']],
		[answer('Link Button'), [...ANSWER, 'Link Button Title', 'windowNotice', 'Message', 'Response Type', 'Approval Options']],
		[
			answer('Link Button', { 'Response Type': 'Choice', ...fromArray }),
			[...ANSWER, 'Link Button Title', 'windowNotice', 'Message', 'Response Type', 'Choices From', 'Choices'],
		],
		[answer('WhatsApp Buttons'), [...ANSWER, 'answerNotice', 'windowNotice', 'Message', 'Response Type', 'Approval Options']],
		[
			answer('WhatsApp Buttons', { 'Response Type': 'Choice' }),
			[...ANSWER, 'answerNotice', 'windowNotice', 'Message', 'Response Type', 'Choices From', 'Choices', 'List Button Title'],
		],
		[
			answer('WhatsApp Buttons', { 'Response Type': 'Choice', ...fromArray }),
			[...ANSWER, 'answerNotice', 'windowNotice', 'Message', 'Response Type', 'Choices From', 'Choices', 'List Button Title'],
		],
		[answer('Template Link Button'), [...ANSWER, ...template, 'Message', 'Response Type', 'Approval Options']],
		[answer('Template Link Button', { 'Response Type': 'Choice' }), [...ANSWER, ...template, 'Message', 'Response Type', 'Choices From', 'Choices']],
		[answer('Template Link Button', { 'Response Type': 'Free Text' }), [...ANSWER, ...template, 'Message', 'Response Type']],
		// The quick replies of the template are the question's answers.
		[answer('Template Buttons'), [...ANSWER, 'answerNotice', ...template, 'Response Type']],
		[answer('Template Buttons', { 'Response Type': 'Choice' }), [...ANSWER, 'answerNotice', ...template, 'Response Type']],
	])('a question, %j: sees what belongs to it', (enter, content) => {
		const opening = ['Resource', 'Operation', 'Wait For', 'waitNotice', 'Message Type'];
		expect(panel.labels({ Operation: 'Send and Wait', ...enter })).toEqual([...opening, ...content, 'Additional Fields', 'Options']);
		expect(panel.labels({ Operation: 'Send and Wait', 'Wait For': 'Response', ...enter })).toEqual([...opening, ...content, 'Additional Fields', 'Options']);
	});
});

describe('a person who reads', () => {
	const filters = ['Return All', 'Limit', 'Simplify', 'Filters'];

	it.each<[Entries, string[]]>([
		[{ Operation: 'Get' }, ['Message UUID', 'Simplify']],
		[{ Operation: 'List' }, ['listNotice', ...filters]],
		[{ Operation: 'List', 'Return All': true }, ['listNotice', ...filters.filter((label) => label !== 'Limit')]],
		[{ Operation: 'List Media' }, ['Message UUID', 'Download']],
		[{ Operation: 'List Media', Download: true }, ['Message UUID', 'Download', 'Options']],
		[{ Operation: 'Report Conversion' }, ['Message UUID', 'Conversion Status', 'Converted At']],
		[{ Resource: 'Media' }, ['Input Data Field Name']],
		[{ Resource: 'Media', Operation: 'Upload' }, ['Input Data Field Name']],
		[{ Resource: 'Media', Operation: 'Get' }, ['Media ID', 'Download']],
		[{ Resource: 'Media', Operation: 'Get', Download: true }, ['Media ID', 'Download', 'Options']],
		[{ Resource: 'Media', Operation: 'List' }, ['Return All', 'Limit']],
		[{ Resource: 'Media', Operation: 'List', 'Return All': true }, ['Return All']],
		[{ Resource: 'Template' }, ['WhatsApp Business Account ID', 'Return All', 'Limit', 'Filters']],
		[{ Resource: 'Template', Operation: 'List', 'Return All': true }, ['WhatsApp Business Account ID', 'Return All', 'Filters']],
		[{ Resource: 'Template', Operation: 'Get' }, ['WhatsApp Business Account ID', 'Include Unapproved', 'Template']],
	])('%j: sees what belongs to it', (enter, expected) => {
		expect(panel.labels(enter)).toEqual(['Resource', 'Operation', ...expected]);
	});
});

describe('a person who adds', () => {
	const ALWAYS = ['Keep in Logs', 'Message Expiry', 'Reference', 'Report Conversion Later', 'To India: DLT Entity ID', 'To India: DLT Template Category', 'To India: DLT Template ID'];
	const ADDED = ['Keep in Logs', 'Message Expiry', 'Reference', 'Report Conversion Later', 'Status Callback Method', 'Status Callback URL', 'To India: DLT Entity ID', 'To India: DLT Template Category', 'To India: DLT Template ID'];
	const OPTIONS = ['Default Country', 'If Outcome Is Unknown'];
	const OF_SEND = ['Broadcast', 'Requests at a Time', 'Requests per 5 Seconds', 'Validate Only'];
	const media = whatsapp('Media', { 'Media Source': 'File of the Item' });

	it.each<[Entries, string[], string[]]>([
		[{ 'Message Type': 'SMS' }, ['Smart Encoding'], ['Smart Encoding']],
		[{ 'Message Type': 'MMS' }, [], []],
		[{ 'Message Type': 'MMS', 'Media Source': 'Files of the Item' }, [], []],
		[whatsapp('Text'), [], []],
		[whatsapp('Media'), [], []],
		[media, ['Link Expiry'], ['Link Expiry']],
		[whatsapp('Template'), ['Fix Line Breaks', 'Link Expiry'], ['Fix Line Breaks', 'Link Expiry']],
		[whatsapp('Template', { 'Template From': 'Fields' }), ['Fix Line Breaks', 'Link Expiry'], ['Fix Line Breaks', 'Link Expiry']],
		[whatsapp('Template', { 'Template From': 'JSON' }), ['Fix Line Breaks'], ['Fix Line Breaks']],
		[whatsapp('Text', { [OUTSIDE]: 'Send Template Instead' }), ['Fix Line Breaks'], ['Fix Line Breaks']],
		[whatsapp('Interactive'), [], []],
		[interactive('Reply Buttons', 'Media'), [], []],
		[{ ...interactive('Reply Buttons', 'Media'), 'Header Media Source': 'File of the Item' }, ['Link Expiry'], ['Link Expiry']],
		[whatsapp('Location'), [], []],
	])('an option, %j: is offered what works there', (enter, ofSend, ofWait) => {
		const waiting = { Operation: 'Send and Wait', 'Wait For': 'Delivery', ...enter };
		expect(panel.offers({ Operation: 'Send', ...enter }, 'Options').sort()).toEqual([...OPTIONS, ...OF_SEND, ...ofSend].sort());
		expect(panel.offers(waiting, 'Options').sort()).toEqual([...OPTIONS, 'Limit Wait Time', ...ofWait].sort());
		expect(panel.offers({ Operation: 'Send', ...enter }, 'Additional Fields')).toEqual(ADDED);
		expect(panel.offers(waiting, 'Additional Fields')).toEqual(ALWAYS);
	});

	it('an option to a question: is offered what works there', () => {
		expect(panel.offers({ Operation: 'Send and Wait', 'Message Type': 'SMS' }, 'Options').sort()).toEqual([...OPTIONS, 'Limit Wait Time', 'Smart Encoding'].sort());
		expect(panel.offers({ Operation: 'Send and Wait', 'Message Type': 'WhatsApp' }, 'Options').sort()).toEqual([...OPTIONS, 'Limit Wait Time'].sort());
	});

	it('an option of Send to an agent\'s tool: is offered Allow Repeats', () => {
		const tool = new Panel({ ...panel.description, name: `${panel.description.name}Tool` });
		expect(tool.offers({ Operation: 'Send' }, 'Options')).toContain('Allow Repeats');
		expect(tool.labels({ Operation: 'Send and Wait' })).not.toContain('Wait For');
	});

	it.each<Entries>([{ Operation: 'List Media' }, { Resource: 'Media', Operation: 'Get' }])('an option to %j: is offered both', (operation) => {
		expect(panel.offers({ ...operation, Download: true }, 'Options')).toEqual(['Max Size (MB)', 'Put Output File in Field']);
	});

	const byFields = whatsapp('Template', { 'Template From': 'Fields' });
	const waiting: Entries = { Operation: 'Send and Wait' };
	it.each<[string[], Entries, Entries, string[]]>([
		[['Header Variable'], byFields, {}, ['Type', 'Text', 'Variable Name']],
		[['Header Variable'], byFields, { Type: 'Media' }, ['Type', 'Media Source', 'Media URL']],
		[['Header Variable'], byFields, { Type: 'Media', 'Media Source': 'File of the Item' }, ['Type', 'Media Source', 'Input Data Field Name']],
		[['Header Variable'], byFields, { Type: 'Location' }, ['Type', 'Latitude', 'Longitude', 'Place Name', 'Address']],
		[['Body Variables'], byFields, {}, ['Type', 'Text', 'Variable Name']],
		[['Body Variables'], byFields, { Type: 'One-Time Code' }, ['Type', 'Code', 'Variable Name']],
		[['Body Variables'], byFields, { Type: 'Currency' }, ['Type', 'Amount', 'Currency Code', 'Shown As', 'Variable Name']],
		[['Body Variables'], byFields, { Type: 'Date and Time' }, ['Type', 'Date and Time', 'Variable Name']],
		[['Button Variables'], byFields, {}, ['Index', 'Type', 'URL Suffix']],
		[['Button Variables'], byFields, { Type: 'Quick Reply' }, ['Index', 'Type', 'Payload']],
		[['Reply Buttons'], interactive('Reply Buttons'), {}, ['Title', 'ID']],
		[['Sections'], interactive('List'), {}, ['Title', 'Rows']],
		[['Sections', 'Rows'], interactive('List'), {}, ['Title', 'Description', 'ID']],
		[['Approval Options'], waiting, {}, ['Type of Approval', 'Approve Button Label']],
		[['Approval Options'], waiting, { 'Type of Approval': 'Approve and Disapprove' }, ['Type of Approval', 'Approve Button Label', 'Disapprove Button Label']],
		[['Choices'], { ...waiting, 'Response Type': 'Choice' }, {}, ['Title', 'Description', 'ID']],
		[['Options', 'Limit Wait Time'], waiting, {}, ['Limit Type', 'Amount', 'Unit']],
		[['Options', 'Limit Wait Time'], waiting, { 'Limit Type': 'At Specified Time' }, ['Limit Type', 'Max Date and Time']],
	])('an entry to %j, %j: sees for %j what belongs to it', (path, enter, values, expected) => {
		expect(panel.within(enter, path, values)).toEqual(expected);
	});
});

describe('a person with a trigger', () => {
	const both = ['Message Received', 'Delivery Status'];
	const message = [
		...['Closed Question Reply', 'Download Media', 'From Numbers', 'Gather Messages (Seconds)', 'Keyword', 'Max Size (MB)', 'Message Types'],
		...['Reply Text', 'Start on Answers'],
	];
	const always = ['Ignore Duplicates', 'Include Raw Data', 'Verify Signature'];
	const all = [...both, 'Other'];

	it.each<[Entries, string[], string[]]>([
		[{ 'Trigger On': ['Other'] }, ['Trigger On', 'otherNotice', 'Options'], always],
		[{ 'Trigger On': ['Message Received', 'Other'] }, ['Trigger On', 'Registration', 'Number Names or IDs', 'takeoverNotice', 'otherNotice', 'Options'], [...always, ...message, 'Take Over']],
		[{ 'Trigger On': all, Registration: 'Manual' }, ['Trigger On', 'Registration', 'manualNotice', 'statusNotice', 'otherNotice', 'Options'], [...always, ...message, 'Statuses']],
		[{}, ['Trigger On', 'Registration', 'Number Names or IDs', 'takeoverNotice', 'Options'], [...always, ...message, 'Take Over']],
		[{ Registration: 'Manual' }, ['Trigger On', 'Registration', 'manualNotice', 'Options'], [...always, ...message]],
		[{ 'Trigger On': ['Delivery Status'] }, ['Trigger On', 'statusNotice', 'Options'], [...always, 'Statuses']],
		[{ 'Trigger On': both }, ['Trigger On', 'Registration', 'Number Names or IDs', 'takeoverNotice', 'statusNotice', 'Options'], [...always, ...message, 'Statuses', 'Take Over']],
		[{ 'Trigger On': both, Registration: 'Manual' }, ['Trigger On', 'Registration', 'manualNotice', 'statusNotice', 'Options'], [...always, ...message, 'Statuses']],
	])('%j: sees what belongs to it', (enter, expected, offered) => {
		expect(trigger.labels(enter)).toEqual(expected);
		expect(trigger.offers(enter, 'Options').sort()).toEqual([...offered].sort());
	});

	it('has the addresses of the webhook shown where they must be copied', () => {
		const hides = (events: string[], registration: string) => {
			const { ndvHideUrl } = trigger.description.webhooks?.find(({ name }) => name === 'default') ?? {};
			const [, expression = ''] = /^=\{\{(.*)\}\}$/.exec(String(ndvHideUrl)) ?? [];
			return new Function('$parameter', `return ${expression}`)({ events, registration }) as boolean;
		};
		expect(hides(['message'], 'automatic')).toBe(true);
		expect(hides(['message'], 'manual')).toBe(false);
		expect(hides(['status'], 'automatic')).toBe(false);
		expect(hides(['message', 'status'], 'automatic')).toBe(false);
		expect(hides(['other'], 'automatic')).toBe(false);
		expect(hides(['message', 'other'], 'automatic')).toBe(false);
	});
});

describe('the webhooks', () => {
	it('are taken by the methods that call them', () => {
		const of = ({ description }: Panel) => description.webhooks?.map(({ name, httpMethod }) => [name, httpMethod]);
		expect(of(panel)).toEqual([['default', 'GET'], ['default', 'POST']]);
		expect(of(trigger)).toEqual([['default', 'POST'], ['setup', 'GET']]);
	});
});
