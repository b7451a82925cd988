import { PlivoError } from '../../http/errors.mts';
import type { WhatsAppTemplate } from '../../templates.mts';
import type { AccountAssets, Content } from '../content.mts';
import { checkMediaUrls, mediaFromUrl } from '../media.mts';
import type { SendBody } from '../sendSchema.mts';
import type { ConversationOrigin } from './conversations.mts';
import { checkInteractiveIds, checkReplyWord } from './interactiveSchema.mts';
import { fitsTemplate, findTemplate } from './templateMatch.mts';
import { checkTemplateShape, type SentTemplate } from './templateSchema.mts';

/** Plivo's reference of sending: a text may have 4,096 characters, or 1,024 as the caption of a file. */
const maxText = 4_096;
const maxCaption = 1_024;

/** The parameters that only a WhatsApp message has. */
export const whatsappKeys = ['template', 'interactive', 'location'] as const;

/**
 * A WhatsApp message has one of these: a text, a file (which may have a text), a template, an interactive message or a location.
 * Each counts as one unit.
 *
 * Not known about live Plivo: what it does with more than one, and with `media_ids`; rejected here.
 *
 * @throws PlivoError 400 that names the parameter
 */
export function whatsappContent(body: SendBody, { templates, variants }: Pick<AccountAssets, 'templates' | 'variants'>): Content {
	if (body.media_ids !== undefined) throw new PlivoError(400, "'media_ids' is only for messages of type mms.", 'sandbox');
	const given = whatsappKeys.filter((key) => body[key] !== undefined);
	const others = (['text', 'media_urls'] as const).filter((key) => body[key] !== undefined);
	if (given.length > 1 || (given.length === 1 && others.length > 0)) {
		const keys = [...given, ...others].map((key) => `'${key}'`).join(', ');
		throw new PlivoError(400, `Only one of ${keys} can be given.`, 'sandbox');
	}
	if (body.template !== undefined) return templateContent(body.template, templates);
	if (body.interactive !== undefined) {
		checkReplyWord(body.interactive, variants);
		checkInteractiveIds(body.interactive);
	}
	if (given.length === 0) checkTextAndMedia(body);
	const urls = body.media_urls ?? [];
	return { ...common, text: body.text ?? '', media: (time) => urls.map((url) => mediaFromUrl(url, time)), origin: 'service' };
}

const common = { channel: 'whatsapp', units: 1 } as const;

/** Plivo's code for parameters that don't fit the template; not known about live Plivo: whether it's this one. */
const parameterMismatch = '350';

function templateContent(template: SentTemplate, templates: WhatsAppTemplate[]): Content {
	checkTemplateShape(template);
	const definition = findTemplate(template, templates);
	const fits = fitsTemplate(template, definition);
	const origin = definition.category.toLowerCase() as ConversationOrigin;
	return { ...common, text: '', media: () => [], origin, ...(fits ? {} : { failsWith: parameterMismatch }) };
}

function checkTextAndMedia({ text, media_urls }: SendBody): void {
	if (media_urls === undefined) {
		if (text === undefined || text === '') {
			throw new PlivoError(
				400,
				"One of 'text', 'media_urls', 'template', 'interactive' and 'location' is required for a message of type whatsapp.",
			);
		}
		return checkLength(text, maxText, '');
	}
	if (media_urls.length !== 1) {
		throw new PlivoError(400, `'media_urls' has ${media_urls.length} URLs, a message of type whatsapp takes one.`);
	}
	checkMediaUrls(media_urls);
	checkLength(text ?? '', maxCaption, ' with media');
}

function checkLength(text: string, max: number, where: string): void {
	const { length } = [...text];
	if (length > max) throw new PlivoError(400, `'text' has ${length} characters, the maximum${where} is ${max}.`);
}
