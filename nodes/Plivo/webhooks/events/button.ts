import { lowerCaseOrNull, textOrEmpty, saysNothing, valuesOf, textOrNull } from '../../records/values';
import { isWithin } from '../jsonSize';
import type { Parameters } from './parameters';

// Plivo's page on incoming messages doesn't document these two parameters, and programs written for Plivo show only that
// they have parts. Their wire format isn't known, so every common form is read: `Button[Text]`, `Button.Text`,
// `ButtonText`, an object, and an object as JSON text; names in any case.

/** The quick reply that was tapped in WhatsApp, or the row of a list, which has an ID instead of a payload. */
export function readButton(params: Parameters): { text: string | null; payload: string | null } | null {
	const parts = new Parts(params, 'Button', 'text');
	const isButton = params.read('ContentType', lowerCaseOrNull) === 'button';
	// a button may have the label "None", but if nothing was tapped, that word means no value
	const label = (value: unknown) => (isButton ? textOrEmpty(value) || null : textOrNull(value));
	const text = parts.read(['text', 'title'], label);
	const payload = parts.read(['payload', 'id'], textOrNull);
	parts.markUsed();
	return text === null && payload === null ? null : { text, payload };
}

/** The message that a WhatsApp message replies to. */
export function readContext(params: Parameters): { message_uuid: string } | null {
	const parts = new Parts(params, 'Context', 'messageuuid');
	const messageUuid = parts.read(['messageuuid', 'id'], textOrNull);
	parts.markUsed();
	return messageUuid === null ? null : { message_uuid: messageUuid };
}

const BEGINS_AS_OBJECT = /^[\t\n\r ]*\{/;

interface Part {
	/** The parameter it came in. */
	parameter: string;
	/** In lowercase and without underscores. */
	name: string;
	value: unknown;
	isRead: boolean;
}

/** The parts of a parameter. */
class Parts {
	private readonly parts: Part[] = [];
	private readonly byName = new Map<string, Part[]>();

	/** @param only the part that the whole value stands for if it has no parts */
	constructor(
		private readonly params: Parameters,
		name: 'Button' | 'Context',
		only: string,
	) {
		const partName = new RegExp(`^${name}(?:\\[(\\w+)\\]|[._]?(\\w+))$`, 'i');
		for (const [parameter, value] of params.entries()) {
			const [, inBrackets, behind] = partName.exec(parameter) ?? [];
			const part = inBrackets ?? behind;
			if (part !== undefined) this.add(parameter, part, value);
			if (parameter.toLowerCase() !== name.toLowerCase()) continue;
			const said = valuesOf(value).find((one) => !saysNothing(one));
			if (isTooLarge(said)) continue;
			const whole = parsed(said);
			if (isObject(whole)) for (const [inner, innerValue] of Object.entries(whole)) this.add(parameter, inner, innerValue);
			else this.add(parameter, only, whole);
		}
	}

	/** @param names the first one with a value counts */
	read(names: string[], reader: (value: unknown) => string | null): string | null {
		for (const name of names) {
			const ofName = this.byName.get(name) ?? [];
			const part = ofName.find(({ value }) => textOrNull(value) !== null) ?? ofName.at(-1);
			const result = reader(part?.value);
			if (part === undefined || result === null) continue;
			for (const same of ofName) if (same.value === part.value) same.isRead = true;
			return result;
		}
		return null;
	}

	/** Marks parameters as used. If one part of a parameter has no field, the whole parameter is output in `other`. */
	markUsed(): void {
		const isDone = (part: Part) => part.isRead || saysNothing(part.value);
		const left = new Set(this.parts.filter((part) => !isDone(part)).map(({ parameter }) => parameter));
		const names = new Set(this.parts.map(({ parameter }) => parameter));
		for (const parameter of names) if (!left.has(parameter)) this.params.use(parameter);
	}

	private add(parameter: string, name: string, value: unknown): void {
		const part = { parameter, name: name.toLowerCase().replaceAll('_', ''), value, isRead: false };
		this.parts.push(part);
		const ofName = this.byName.get(part.name);
		if (ofName === undefined) this.byName.set(part.name, [part]);
		else ofName.push(part);
	}
}

/** A button and a context have two or three parts. Anything larger isn't parsed, and is output unchanged. */
const LIMITS = { mostValues: 100, mostDepth: 8 };

function isTooLarge(value: unknown): boolean {
	return typeof value === 'string' && BEGINS_AS_OBJECT.test(value) && !isWithin(value, LIMITS);
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !BEGINS_AS_OBJECT.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
