import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { isEntry, type Entry } from '../../../fields/collection';

/**
 * Rejects forms of `action` that exist in Meta's own API but not in Plivo's, as found in most examples on the web:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
 * (and …/interactive-reply-buttons-messages, …/interactive-cta-url-messages).
 *
 * @throws InvalidFieldError with Plivo's form in the remedy
 */
export function refuseMetasAction(action: Entry, label: string): void {
	if (action.button !== undefined && action.buttons === undefined) {
		throw asMeta(label, '"button"', `"buttons": [{ "title": ${JSON.stringify(action.button)} }]`);
	}
	if (isEntry(action.parameters)) {
		const { display_text: title, url } = action.parameters;
		throw asMeta(label, '"parameters"', `"buttons": [${JSON.stringify({ title, cta_url: url })}]`);
	}
	const buttons = Array.isArray(action.buttons) ? (action.buttons as unknown[]) : [];
	if (buttons.some((button) => isEntry(button) && isEntry(button.reply))) {
		const plivos = buttons.map((button) => (isEntry(button) && isEntry(button.reply) ? { title: button.reply.title, id: button.reply.id } : button));
		throw asMeta(label, 'buttons with "reply"', `"buttons": ${JSON.stringify(plivos)}`);
	}
}

function asMeta(label: string, found: string, form: string): InvalidFieldError {
	return new InvalidFieldError(label, `has ${found} in "action", which is Meta's format`, `Write ${form}.`);
}
