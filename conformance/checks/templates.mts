import { type Answer, field, objectsOf } from '../api.mts';
import { type Check, Skip } from '../check.mts';
import { saw } from '../record/sighting.mts';
import type { Scene } from '../stage.mts';

const oneTemplate: Scene<Answer> = {
	id: 'template',
	does: 'reads one WhatsApp template',
	messages: () => 0,
	async play(stage) {
		const { waba, template } = stage.options;
		const query = new URLSearchParams(template === undefined ? { limit: '20' } : { limit: '20', template_name: template });
		const list = await stage.api.get(`WhatsApp/Template/${waba}/?${query}`);
		const [first] = objectsOf(list).filter((one) => template === undefined || field(one, 'name') === template);
		if (first === undefined) throw new Skip(`Plivo lists no such template (HTTP ${list.status})`);
		return await stage.api.get(`WhatsApp/Template/${waba}/${String(field(first, 'template_id'))}/`);
	},
};

export const templateComponents: Check = {
	id: 'template-components',
	asks: 'In which form does Plivo return the components of a template?',
	positions: ['meta', 'none', 'text'],
	needs: ['--waba'],
	scenes: [oneTemplate],
	async run(stage) {
		const answer = await stage.play(oneTemplate);
		if (answer.status !== 200) throw new Skip(`the template can't be read (HTTP ${answer.status})`);
		const components = field(answer, 'components');
		return { saw: [saw`components: ${shapeOf(components)}`], conclusion: positionOf(components) };
	},
};

function positionOf(components: unknown): string | undefined {
	if (components === undefined || components === null) return 'none';
	if (typeof components === 'string') return isList(fromJson(components)) ? 'text' : undefined;
	return isList(components) ? 'meta' : undefined;
}

function isList(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0 && value.every((one) => /^(HEADER|BODY|FOOTER|BUTTONS|CAROUSEL|LIMITED_TIME_OFFER)$/i.test(String(field(one, 'type'))));
}

/** Only the names of types and of keys: the texts belong to the account. */
function shapeOf(components: unknown): string {
	if (components === undefined || components === null) return 'not there';
	if (typeof components === 'string') return `a text, which holds ${shapeOf(fromJson(components) ?? {})}`;
	if (!Array.isArray(components)) return `one ${typeof components}`;
	const wordsOnly = (text: string) => (/^[A-Za-z_]{1,30}$/.test(text) ? text : '?');
	return components.map((one: unknown) => `${wordsOnly(String(field(one, 'type')))} (${Object.keys(Object(one)).map(wordsOnly).join(' ')})`).join(', ');
}

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
