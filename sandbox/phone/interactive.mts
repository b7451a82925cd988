import type { Interactive } from '../messages/whatsapp/interactiveSchema.mts';
import type { Card, CardButton, CardHeader, Choice } from './card.mts';

/** An interactive message as the page draws it. */
export function interactiveCard(interactive: Interactive): Card {
	const { header, body, footer } = interactive;
	return {
		...(header === undefined ? {} : { header: headerOf(header) }),
		body: body.text,
		...(footer === undefined ? {} : { footer: footer.text }),
		...actionOf(interactive),
	};
}

/** The text and payload that the choice is answered with; undefined if there is no such choice. */
export function interactiveAnswer(interactive: Interactive, choice: Choice): { text: string; payload: string } | undefined {
	const chosen =
		'button' in choice
			? (interactive.type === 'reply' || interactive.type === 'button') && interactive.action.buttons[choice.button]
			: interactive.type === 'list' && interactive.action.sections[choice.section]?.rows[choice.row];
	return chosen ? { text: chosen.title, payload: chosen.id } : undefined;
}

function headerOf(header: NonNullable<Interactive['header']>): CardHeader {
	return header.type === 'text' ? { kind: 'text', text: header.text } : { kind: 'media', format: 'file', url: header.media };
}

function actionOf(interactive: Interactive): Pick<Card, 'buttons' | 'list'> {
	switch (interactive.type) {
		case 'reply':
		case 'button':
			return { buttons: interactive.action.buttons.map(({ title }): CardButton => ({ kind: 'reply', title })) };
		case 'cta_url':
			return { buttons: interactive.action.buttons.map(({ title, cta_url: url }) => ({ kind: 'url', title, url })) };
		case 'list': {
			const { buttons, sections } = interactive.action;
			const withoutIds = sections.map(({ title = '', rows }) => ({ title, rows: rows.map(({ id: _, ...row }) => row) }));
			return { buttons: [], list: { title: buttons[0]?.title ?? '', sections: withoutIds } };
		}
	}
}
