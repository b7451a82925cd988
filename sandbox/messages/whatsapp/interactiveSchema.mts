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
 * Interactive messages, with the limits of Plivo's reference of sending. It names the types list, reply and cta_url, and allows
 * media headers only for reply. The examples of Plivo's official SDKs disagree in two places: they have `button` instead of `reply`,
 * which is treated the same here, and one has a media header with cta_url, which is rejected.
 *
 * Not known about live Plivo:
 * - which of the two types it accepts, and whether it accepts that header
 * - whether it really ignores `sections` where they don't belong, as the reference says (rejected here, because their sender means
 *   another type)
 * - whether IDs and titles of buttons and rows, and at least one row and one button, are required (they are here)
 * - the limit on the text of a header (here WhatsApp's 60 characters, which Plivo's reference has for the header of a template)
 * - the limits on titles of buttons, descriptions and the number of rows, and whether several sections need titles: WhatsApp has
 *   these rules, but Plivo doesn't mention them (none here)
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
 * The ids tell the customer's answers apart, so WhatsApp only allows each id once.
 *
 * Not known about live Plivo: whether a message with a repeated id is rejected, as here, or fails.
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
