import type { FastifySchemaValidationError } from 'fastify';

/**
 * One sentence, naming the parameter, for a body or query that does not fit its schema.
 *
 * Not known about live Plivo: its words in these cases.
 */
export function schemaSentence({ keyword, instancePath, params, message }: FastifySchemaValidationError): string {
	const name = `'${instancePath.slice(1).replace(/\/(\d+)/g, '[$1]')}'`;
	switch (keyword) {
		case 'additionalProperties':
			return `'${text(params.additionalProperty)}' is not a parameter of this request.`;
		case 'required':
			return `'${text(params.missingProperty)}' is required.`;
		case 'type':
			return instancePath === '' ? 'invalid json data sent in raw POST' : `${name} must be of type ${text(params.type)}.`;
		case 'enum':
			return `${name} must be one of ${list(params.allowedValues)}.`;
		case 'minimum':
		case 'maximum':
			return `${name} must be ${text(params.comparison)} ${text(params.limit)}.`;
		default:
			return `${name} ${message ?? 'is not valid'}.`;
	}
}

function text(value: unknown): string {
	return String(value);
}

function list(values: unknown): string {
	return Array.isArray(values) ? values.join(', ') : String(values);
}
