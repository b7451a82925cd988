import type { FastifySchemaValidationError } from 'fastify';

/**
 * One sentence that names the parameter, for a body or query that doesn't match its schema.
 *
 * Not known about live Plivo: its text in these cases.
 */
export function schemaSentence({ keyword, instancePath, params, message }: FastifySchemaValidationError): string {
	const name = `'${parameterName(instancePath)}'`;
	const inside = (property: unknown) => `'${parameterName(`${instancePath}/${text(property)}`)}'`;
	switch (keyword) {
		case 'additionalProperties':
			return `${inside(params.additionalProperty)} is not a parameter of this request.`;
		case 'required':
			return `${inside(params.missingProperty)} is required.`;
		case 'type':
			return instancePath === '' ? 'invalid json data sent in raw POST' : `${name} must be of type ${text(params.type)}.`;
		case 'enum':
			return `${name} must be one of ${list(params.allowedValues)}.`;
		case 'minimum':
		case 'maximum':
			return `${name} must be ${text(params.comparison)} ${text(params.limit)}.`;
		case 'format':
			return `${name} is not a valid ${text(params.format)}.`;
		default:
			return `${name} ${message ?? 'is not valid'}.`;
	}
}

/** `template.components[0].type` for `/template/components/0/type`. */
function parameterName(instancePath: string): string {
	return instancePath.slice(1).replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.');
}

function text(value: unknown): string {
	return String(value);
}

function list(values: unknown): string {
	return Array.isArray(values) ? values.join(', ') : String(values);
}
