import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { isEntry, type Entry } from '../../../fields/collection';
import { parseWebAddress } from '../../../fields/url';
import { parseCoordinates } from '../location';
import { parseParameterName } from './templateParameter';
import { urlSuffix } from './urlSuffix';
import type { VariableReaders } from './variableText';

/** Meta's names for what Plivo calls `media`. */
const METAS_MEDIA = ['image', 'video', 'document'];

/** The types in Plivo's message reference and its SDKs, and the texts in each; as a path if the value is an object. */
const TEXTS = new Map<string, string[]>(Object.entries({
	text: ['text'],
	payload: ['payload'],
	media: ['media'],
	currency: ['currency.fallback_value', 'currency.currency_code'],
	date_time: ['date_time.fallback_value'],
	location: ['location.latitude', 'location.longitude', 'location.name', 'location.address'],
}));

/** Without a value for these, there is nothing to show. */
const NEEDED = ['text', 'payload', 'media'];

/** The part of the template that a parameter belongs to. */
export interface ParameterPlace {
	type: string;
	sub_type?: unknown;
	label: string;
}

/**
 * Reads one parameter of a template given as JSON. Checks the rules that also apply in the other modes, and rejects forms
 * that exist only in Meta's own API. Unknown types are sent unchanged.
 *
 * @throws InvalidFieldError if Plivo would reject it, or WhatsApp would drop the message
 */
export function parseRawParameter(given: unknown, place: ParameterPlace, readers: VariableReaders): Entry {
	const parameter = parseOne(given, place, readers);
	if (parameter.parameter_name === undefined) return parameter;
	return { ...parameter, ...parseParameterName({ parameterName: parameter.parameter_name }, place.label) };
}

function parseOne(parameter: unknown, { type: component, sub_type, label }: ParameterPlace, readers: VariableReaders): Entry {
	if (!isEntry(parameter)) {
		throw new InvalidFieldError(label, `is ${quoted(parameter)}, which isn't an object`, 'Write it as { "type": "text", "text": … }.');
	}
	refuseMetasForm(parameter, label);
	const { type } = parameter;
	if (typeof type !== 'string') {
		throw new InvalidFieldError(label, `has ${stated(type)} as "type"`, 'Add one, for example "text", "media", or "payload".');
	}
	for (const path of TEXTS.get(type) ?? []) refuseNoText(parameter, path, label);
	refuseBadAmount(parameter, label);

	if (component === 'button') {
		if (sub_type !== 'url' || typeof parameter.text !== 'string') return parameter;
		return { ...parameter, text: urlSuffix(parameter.text, `${label}, "text"`) };
	}
	if (type === 'media' && typeof parameter.media === 'string') {
		return { ...parameter, media: parseWebAddress(parameter.media, `${label}, "media"`, 'https://example.com/picture.jpg') };
	}
	if (type === 'location') return { ...parameter, location: parseRawLocation(parameter.location, label) };
	const read = component === 'header' ? readers.header : readers.body;
	if (type === 'text' && typeof parameter.text === 'string') {
		return { ...parameter, text: read(parameter.text, `${label}, "text"`) };
	}
	const shown = parameter[type];
	if (isEntry(shown) && typeof shown.fallback_value === 'string') {
		return { ...parameter, [type]: { ...shown, fallback_value: read(shown.fallback_value, `${label}, "fallback_value"`) } };
	}
	return parameter;
}

/** Whether an object with this type contains a file, in Plivo's terms or in Meta's. */
export function isMediaType(type: unknown): type is string {
	return typeof type === 'string' && ['media', ...METAS_MEDIA].includes(type.toLowerCase());
}

/**
 * @param holder of a file: a parameter of a template, or a header
 * @throws InvalidFieldError if the file is written as in Meta's own API
 */
export function refuseMetasMedia(holder: Entry, label: string): void {
	const { type } = holder;
	if (!isMediaType(type)) return;
	const small = type.toLowerCase();
	const file = holder[small];
	if (small === 'media' && !isEntry(file)) return;
	if (isEntry(file) && file.id !== undefined && addressIn(file) === undefined) {
		throw new InvalidFieldError(
			label,
			'has a file with an "id" from Meta, which Plivo can\'t read',
			'Put the file where anyone can download it from the web, and write { "type": "media", "media": "https://…" }.',
		);
	}
	throw new InvalidFieldError(
		label,
		`has a file of "type": ${JSON.stringify(type)}, which is Meta's format`,
		`Write { "type": "media", "media": ${JSON.stringify(addressIn(file) ?? 'https://…')} }.`,
	);
}

function addressIn(file: unknown): string | undefined {
	const address = isEntry(file) ? (file.link ?? file.url) : file;
	return typeof address === 'string' && address !== '' ? address : undefined;
}

function refuseMetasForm(parameter: Entry, label: string): void {
	refuseMetasMedia(parameter, label);
	const { type } = parameter;
	if (typeof type !== 'string') return;
	const small = type.toLowerCase();
	if (small !== type && TEXTS.has(small)) {
		throw new InvalidFieldError(label, `has ${quoted(type)} as "type"`, `Write it in lowercase: "type": "${small}".`);
	}
	if (isEntry(parameter.currency) && parameter.currency.code !== undefined && parameter.currency.currency_code === undefined) {
		const code = JSON.stringify(parameter.currency.code);
		throw new InvalidFieldError(label, 'has "code" in its "currency", which is Meta\'s format', `Write "currency_code": ${code}.`);
	}
}

/** Plivo's message reference: a whole number of thousandths of the currency. */
function refuseBadAmount({ type, currency }: Entry, label: string): void {
	if (type !== 'currency' || !isEntry(currency) || Number.isSafeInteger(currency.amount_1000)) return;
	throw new InvalidFieldError(
		label,
		`has ${stated(currency.amount_1000)} as "amount_1000", which isn't a whole number`,
		'Write the amount times 1,000, without quotes or a decimal point: "amount_1000": 100990 for 100.99.',
	);
}

/** Name and address aren't checked: only Plivo's Node SDK requires them in a header. */
function parseRawLocation(location: unknown, label: string): Entry {
	if (!isEntry(location)) {
		throw new InvalidFieldError(
			label,
			`has ${stated(location)} as "location", which isn't an object`,
			'Write it as { "latitude": "37.483307", "longitude": "-122.148981", "name": …, "address": … }.',
		);
	}
	return { ...location, ...parseCoordinates(location, [`${label}, "latitude"`, `${label}, "longitude"`]) };
}

function refuseNoText(parameter: Entry, path: string, label: string): void {
	const [first = '', second] = path.split('.');
	const holder = second === undefined ? parameter : parameter[first];
	const key = second ?? first;
	const value = isEntry(holder) ? holder[key] : undefined;
	if (typeof value === 'number') {
		throw new InvalidFieldError(label, `has the number ${value} as "${key}"`, `Write it as text, in quotes: "${key}": "${value}".`);
	}
	if (NEEDED.includes(path) && (typeof value !== 'string' || value.trim() === '')) {
		throw new InvalidFieldError(label, `has ${stated(value)} as "${key}"`, `Use text in quotes: "${key}": "…".`);
	}
}

/** Quotes a value, or says that it is missing. */
export function stated(value: unknown): string {
	return value === undefined || value === '' ? 'nothing' : quoted(value);
}
