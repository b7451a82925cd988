import { type Static, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { ofFormat } from '../../http/formats.mts';
import { oneOfKinds, ownRule, strictObject, stringEnum, textOf } from '../../http/schemas.mts';
import { PlivoError } from '../../http/errors.mts';
import type { Variants } from '../../variants.mts';

const headerText = strictObject({ type: Type.Literal('text'), text: ownRule(textOf(60), 'maxLength') });
const headerMedia = strictObject({ type: Type.Literal('media'), media: ofFormat('http or https URL') });

const textHeader = oneOfKinds('type', [headerText]);
const anyHeader = oneOfKinds('type', [headerText, headerMedia]);

const row = ownRule(strictObject({ id: textOf(200), title: textOf(24), description: Type.Optional(textOf()) }), 'required');
const rows = ownRule(Type.Array(row, { minItems: 1 }), 'minItems');
const section = ownRule(strictObject({ rows, title: Type.Optional(textOf(24)) }), 'required');

function buttons<Button extends TProperties>(button: Button, max: number) {
	return ownRule(Type.Array(ownRule(strictObject(button), 'required'), { minItems: 1, maxItems: max }), 'minItems');
}

function kind<Kind extends TSchema, Header extends TSchema, Action extends TProperties>(
	type: Kind,
	header: Header,
	action: Action,
) {
	return strictObject({
		type,
		header: Type.Optional(header),
		body: strictObject({ text: textOf(1_024) }),
		footer: Type.Optional(strictObject({ text: textOf(60) })),
		action: strictObject(action),
	});
}

/**
 * Interactive messages, with the limits of Plivo's reference of sending. It names the types list, reply and cta_url, and allows
 * media headers only for reply. The examples of Plivo's official SDKs disagree in two places: they have `button` instead of `reply`,
 * and one has a media header with cta_url, which is rejected.
 *
 * Not known about live Plivo:
 * - which of the two types it accepts (the switch reply-button decides it; both mean the same here), and whether it accepts that header
 * - whether it really ignores `sections` where they don't belong, as the reference says (rejected here, because their sender means
 *   another type)
 * - whether IDs and titles of buttons and rows, and at least one row and one button, are required (they are here)
 * - the limit on the text of a header (here WhatsApp's 60 characters, which Plivo's reference has for the header of a template)
 * - the limits on titles of buttons, descriptions and the number of rows, and whether several sections need titles: WhatsApp has
 *   these rules, but Plivo doesn't mention them (none here)
 */
export const interactiveSchema = oneOfKinds('type', [
	kind(Type.Literal('list'), textHeader, {
		buttons: buttons({ title: textOf() }, 1),
		sections: Type.Array(section, { minItems: 1, maxItems: 10 }),
	}),
	kind(stringEnum('reply', 'button'), anyHeader, { buttons: buttons({ id: textOf(), title: textOf() }, 3) }),
	kind(Type.Literal('cta_url'), textHeader, {
		buttons: buttons({ title: textOf(), cta_url: ofFormat('http or https URL') }, 1),
	}),
]);

export type Interactive = Static<typeof interactiveSchema>;

/** @throws PlivoError 400 if the switch reply-button is for the other word */
export function checkReplyWord({ type }: Interactive, { 'reply-button': word }: Variants): void {
	if (word === 'both' || (type !== 'reply' && type !== 'button') || type === word) return;
	throw new PlivoError(400, `'interactive.type' must be one of list, ${word}, cta_url.`);
}

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
