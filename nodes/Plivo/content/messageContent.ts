import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { MessageBody, SendBody } from '../client/wire/messageTypes';
import type { ReadField } from '../fields/readField';
import { choice } from '../fields/textChecks';
import { composeMms, mmsFields } from './mms/mms';
import { uploadOfFiles } from './mms/mmsFiles';
import { readSmartEncoding } from './sms/readSmartEncoding';
import { composeSms, textField } from './sms/sms';
import { interactiveFields } from './whatsapp/interactive/interactive';
import { interactiveContent } from './whatsapp/interactive/interactiveContent';
import { composeLocation, locationFields } from './whatsapp/location';
import { binaryPropertyNameField, linkToFile, mediaSourceField } from './whatsapp/signedMediaUrl';
import { accountTemplate } from './whatsapp/template/accountTemplate';
import { composeTemplateFields, templateFields } from './whatsapp/template/templateFields';
import { withHeaderFile } from './whatsapp/template/templateHeaderFile';
import { composeTemplateJson, templateJsonField } from './whatsapp/template/templateJson';
import { includeUnapprovedField, templateField } from './whatsapp/template/templateLocator';
import { columnNamesNotice, templateModeField, templateVariablesField } from './whatsapp/template/templateMode';
import { wabaIdField } from './whatsapp/template/wabaId';
import { composeMedia, mediaUrlField } from './whatsapp/whatsappMedia';
import { captionField, composeCaption, composeText, whatsappTextField, windowNotice } from './whatsapp/whatsappText';
import { FREE_FORM, forTemplateInstead, ifOutside24HoursField, sendsTemplateInstead, type FreeForm, type TemplateInstead } from './whatsapp/window/templateInstead';
import { wroteRecently } from './whatsapp/window/wroteRecently';

const whatsappTypeField: INodeProperties = {
	displayName: 'WhatsApp Message',
	name: 'whatsappType',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Interactive', value: 'interactive', description: 'Reply buttons, a list to choose from, or a button that opens a web page' },
		{ name: 'Location', value: 'location', description: 'A place on the map' },
		{ name: 'Media', value: 'media', description: 'An image, a video, a document, or an audio file' },
		{ name: 'Template', value: 'template', description: 'A message that WhatsApp has approved. The only kind that can start a conversation.' },
		{ name: 'Text', value: 'text' },
	],
	default: 'template',
};

/** To pick one of the account's templates and fill in its variables. */
export const accountTemplateFields: INodeProperties[] = [wabaIdField, includeUnapprovedField, templateField, templateVariablesField, columnNamesNotice];

/**
 * The content fields of all kinds of messages.
 *
 * @param show the operations that they belong to
 */
export function contentFields(show: { resource: string[]; operation: string[] }): INodeProperties[] {
	const sms = { ...show, messageType: ['sms'] };
	const mms = { ...show, messageType: ['mms'] };
	const whatsapp = { ...show, messageType: ['whatsapp'] };
	const kind = (...whatsappType: string[]) => ({ ...whatsapp, whatsappType });
	const freeForm = { ...whatsapp, whatsappType: [...FREE_FORM] };
	return [
		...shown(sms, [textField]),
		...shown(mms, mmsFields),
		...shown(whatsapp, [whatsappTypeField]),
		...shown(freeForm, [windowNotice]),
		...shown(kind('text'), [whatsappTextField]),
		...shown(kind('media'), [mediaSourceField]),
		...shown({ ...kind('media'), mediaSource: ['url'] }, [mediaUrlField]),
		...shown({ ...kind('media'), mediaSource: ['binary'] }, [binaryPropertyNameField]),
		...shown(kind('media'), [captionField]),
		...fieldsOfTemplate(kind('template')),
		...shown(kind('interactive'), interactiveFields),
		...shown(kind('location'), locationFields),
		...shown(freeForm, [ifOutside24HoursField]),
		...fieldsOfTemplate({ ...freeForm, ...forTemplateInstead }),
	];
}

function fieldsOfTemplate(show: Record<string, string[]>): INodeProperties[] {
	const from = (templateMode: string) => ({ ...show, templateMode: [templateMode] });
	return [
		...shown(show, [templateModeField]),
		...shown(from('account'), accountTemplateFields),
		...shown(from('fields'), templateFields),
		...shown(from('json'), [templateJsonField]),
	];
}

function shown(show: Record<string, string[]>, fields: INodeProperties[]): INodeProperties[] {
	return updateDisplayOptions({ show }, fields);
}

/** The content of a message, as a part of the request's body, and what has to be uploaded first. */
export interface Content {
	body: MessageBody;
	/** Uploads or links the files of the message, and returns the rest of the body. Sends nothing to any recipient. */
	addMedia?: () => Promise<Partial<MessageBody>>;
	templateInstead?: TemplateInstead;
}

/** Completes each body of a content, with what all requests of a message have. */
export function withBodies({ body, templateInstead, ...rest }: Content, complete: (body: MessageBody) => MessageBody): Content {
	return { ...rest, body: complete(body), ...(templateInstead && { templateInstead: { ...templateInstead, body: complete(templateInstead.body) } }) };
}

/**
 * Reads and checks the content of a message.
 *
 * @param from its sender
 * @throws InvalidFieldError, or a PlivoRequestError if the definition of a template can't be read
 */
export async function readContent(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	from: Pick<SendBody, 'src'>,
): Promise<Content> {
	const read: ReadField = (name) => this.getNodeParameter(name, itemIndex, '');
	switch (read('messageType')) {
		case 'mms':
			return await mmsContent.call(this, client, itemIndex, read);
		case 'whatsapp':
			return await whatsappContent.call(this, client, itemIndex, read, from.src ?? '');
		default:
			return { body: composeSms({ text: read('text'), smartEncoding: readSmartEncoding.call(this, itemIndex) }) };
	}
}

async function mmsContent(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	read: ReadField,
): Promise<Content> {
	const body = composeMms(read);
	if (read('mediaSource') !== 'binary') return { body };
	return { body, addMedia: await uploadOfFiles.call(this, client, itemIndex) };
}

async function whatsappContent(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	read: ReadField,
	ours: string,
): Promise<Content> {
	const template = async () => ofWhatsapp(await templateContent.call(this, client, itemIndex, read));
	const insteadOf = choice(read('whatsappType'), ['template', ...FREE_FORM], whatsappTypeField.displayName);
	if (insteadOf === 'template') return await template();
	const content = await freeFormContent.call(this, client, itemIndex, read, insteadOf);
	if (!sendsTemplateInstead(read)) return content;
	const isFor = async (number: string) => !(await wroteRecently(client, number, ours));
	return { ...content, templateInstead: { ...(await template()), insteadOf, isFor } };
}

async function freeFormContent(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	read: ReadField,
	kind: FreeForm,
): Promise<Content> {
	const type = 'whatsapp';
	switch (kind) {
		case 'text':
			return { body: { type, ...composeText(read) } };
		case 'media':
			if (choice(read('mediaSource'), ['url', 'binary'], mediaSourceField.displayName) === 'url') return { body: { type, ...composeMedia(read) } };
			return ofWhatsapp(await fileContent.call(this, client, itemIndex, read));
		case 'interactive':
			return ofWhatsapp(await interactiveContent.call(this, client, itemIndex, read));
		case 'location':
			return { body: { type, ...composeLocation(read) } };
	}
}

/** The content of a message whose type is known. */
type ContentOfType = Omit<Content, 'body'> & { body: Omit<MessageBody, 'type'> };

function ofWhatsapp({ body, addMedia }: ContentOfType): Content {
	return { body: { type: 'whatsapp', ...body }, addMedia };
}

async function fileContent(this: IExecuteFunctions, client: PlivoClient, itemIndex: number, read: ReadField): Promise<ContentOfType> {
	const body = composeCaption(read);
	const link = await linkToFile.call(this, client, itemIndex, { value: read('binaryPropertyName') });
	return { body, addMedia: async () => ({ media_urls: [await link()] }) };
}

async function templateContent(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	read: ReadField,
): Promise<ContentOfType> {
	switch (choice(read('templateMode'), ['account', 'fields', 'json'], templateModeField.displayName)) {
		case 'fields':
			return await withHeaderFile.call(this, client, itemIndex, composeTemplateFields(read));
		case 'json':
			return { body: composeTemplateJson(read) };
		default:
			return await withHeaderFile.call(this, client, itemIndex, await accountTemplate.call(this, client, itemIndex));
	}
}
