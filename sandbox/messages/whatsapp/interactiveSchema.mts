import { ofFormat } from '../../http/formats.mts';
import { oneOfKinds, ownRule, strictObject, textOf } from '../../http/schemas.mts';
import { PlivoError } from '../../http/errors.mts';

interface InteractiveParts {
	header?: { type: 'text'; text: string } | { type: 'media'; media: string };
	body: { text: string };
	footer?: { text: string };
}

export interface ReplyInteractive extends InteractiveParts {
	type: 'button' | 'reply';
	action: { buttons: Array<{ id: string; title: string }> };
}

export interface ListInteractive extends InteractiveParts {
	type: 'list';
	action: {
		buttons: Array<{ title: string }>;
		sections: Array<{ title?: string; rows: Array<{ id: string; title: string; description?: string }> }>;
	};
}

export interface CtaUrlInteractive extends InteractiveParts {
	type: 'cta_url';
	action: { buttons: Array<{ title: string; cta_url: string }> };
}

export type Interactive = ReplyInteractive | ListInteractive | CtaUrlInteractive;

const headerText = { properties: { text: ownRule(textOf(60), 'maxLength') }, required: ['text'] };
const headerMedia = { properties: { media: ofFormat('http or https URL') }, required: ['media'] };

const textHeader = oneOfKinds('type', { text: headerText });
const anyHeader = oneOfKinds('type', { text: headerText, media: headerMedia });

const row = ownRule(strictObject({ id: textOf(200), title: textOf(24) }, { description: textOf() }), 'required');
const rows = ownRule({ type: 'array', minItems: 1, items: row }, 'minItems');
const section = ownRule(strictObject({ rows }, { title: textOf(24) }), 'required');

function buttons(button: object, max: number) {
	return ownRule({ type: 'array', minItems: 1, maxItems: max, items: ownRule(button, 'required') }, 'minItems');
}

function kind(header: object, action: Record<string, object>) {
	return {
		required: ['body', 'action'],
		properties: {
			header,
			body: strictObject({ text: textOf(1_024) }),
			footer: strictObject({ text: textOf(60) }),
			action: strictObject(action),
		},
	};
}

const replyButtons = kind(anyHeader, { buttons: buttons(strictObject({ id: textOf(), title: textOf() }), 3) });

/**
 * Interactive messages, with the limits of Plivo's reference of sending. It gives the types as list, reply and cta_url, and
 * media headers to reply only. The examples of Plivo's official SDKs disagree in two places: they write `button` for `reply`,
 * which is taken here as the same, and one has a media header with cta_url, which is refused.
 *
 * Not known about live Plivo: which of the two types it takes, and whether it takes that header after all; whether it really
 * ignores `sections` where they do not belong, as the reference says (refused here: whoever sends them means another type);
 * whether IDs and titles of buttons and rows, and at least one row and one button, are required (they are here); the limit on the text of a
 * header (here the 60 characters that WhatsApp has, as has the header of a template in Plivo's reference); the limits on titles of buttons, descriptions and the number of rows, and that several sections need titles, which WhatsApp
 * has and Plivo does not mention (none here).
 */
export const interactiveSchema = oneOfKinds('type', {
	list: kind(textHeader, {
		buttons: buttons(strictObject({ title: textOf() }), 1),
		sections: { type: 'array', minItems: 1, maxItems: 10, items: section },
	}),
	reply: replyButtons,
	button: replyButtons,
	cta_url: kind(textHeader, {
		buttons: buttons(strictObject({ title: textOf(), cta_url: ofFormat('http or https URL') }), 1),
	}),
});

/**
 * Ids tell the answers of the customer apart, so WhatsApp wants each to be there once only.
 *
 * Not known about live Plivo: whether such a message is refused, as here, or fails.
 *
 * @throws PlivoError 400
 */
export function checkInteractiveIds(interactive: Interactive): void {
	const [what, ids] = idsOf(interactive);
	const twice = ids.find((id, index) => ids.indexOf(id) !== index);
	if (twice !== undefined) throw new PlivoError(400, `'interactive.action' has two ${what} with the id '${twice}'.`, 'sandbox');
}

function idsOf(interactive: Interactive): [what: string, ids: string[]] {
	switch (interactive.type) {
		case 'reply':
		case 'button':
			return ['buttons', interactive.action.buttons.map(({ id }) => id)];
		case 'list':
			return ['rows', interactive.action.sections.flatMap(({ rows }) => rows.map(({ id }) => id))];
		case 'cta_url':
			return ['buttons', []];
	}
}
