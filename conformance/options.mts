import { parseArgs } from 'node:util';
import { UserError } from '../scripts/console.mjs';

/** What a run is told. Numbers are digits without a plus sign; addresses have no slash at their end. */
export interface Options {
	authId: string;
	authToken: string;
	from: string;
	/** The first gets every message; the second, if there is one, only shares one request with it. */
	to: string[];
	whatsapp: string | undefined;
	waba: string | undefined;
	/** The name of a template, for its components. Undefined: the first one that Plivo lists. */
	template: string | undefined;
	publicUrl: string | undefined;
	port: number;
	baseUrl: string;
	record: string | undefined;
	/** IDs of checks; empty for all. */
	only: string[];
	yes: boolean;
	/** How long a person at the phone has for each thing that is asked of them. */
	waitSeconds: number;
}

export const USAGE = `PLIVO_AUTH_ID=… PLIVO_AUTH_TOKEN=… npm run conformance -- --from <your Plivo number> --to <your phone> [--to <another phone>]
  [--whatsapp <your WhatsApp number>] [--waba <ID of the WhatsApp Business Account>] [--template <name>]
  [--public-url <https address of your tunnel>] [--port 4020] [--only <check>]… [--wait <seconds for you at the phone, 180>]
  [--record <file.md>] [--yes] [--base-url <address in place of https://api.plivo.com>]`;

const words = {
	from: { type: 'string' },
	to: { type: 'string', multiple: true },
	whatsapp: { type: 'string' },
	waba: { type: 'string' },
	template: { type: 'string' },
	'public-url': { type: 'string' },
	port: { type: 'string', default: '4020' },
	'base-url': { type: 'string', default: 'https://api.plivo.com' },
	record: { type: 'string' },
	only: { type: 'string', multiple: true },
	wait: { type: 'string', default: '180' },
	yes: { type: 'boolean', default: false },
} as const;

/**
 * Reads what a run is told.
 *
 * @param args the words after `npm run conformance --`
 * @param env the environment, for PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN
 * @param checks the IDs that --only may name
 * @throws UserError that names the first thing that is wrong, and how it should be
 */
export function readOptions(args: string[], env: Record<string, string | undefined>, checks: string[]): Options {
	const given = parse(args);
	const from = phoneNumber('--from', required('--from', given.from));
	const to = (given.to ?? []).map((one) => phoneNumber('--to', one));
	if (to.length === 0) throw new UserError('--to is missing: the number of a phone that you hold in your hand.');
	if (to.length > 2) throw new UserError('--to may be given twice at most.');
	if (new Set([from, ...to]).size <= to.length) throw new UserError('--from and each --to must be different numbers.');
	const unknown = given.only?.find((id) => !checks.includes(id));
	if (unknown !== undefined) throw new UserError(`--only ${unknown} is no check. The checks are: ${checks.join(', ')}.`);
	return {
		...credentials(env),
		from,
		to,
		whatsapp: given.whatsapp === undefined ? undefined : phoneNumber('--whatsapp', given.whatsapp),
		waba: given.waba === undefined ? undefined : ofForm('--waba', given.waba, /^\d{5,25}$/, 'the digits of its ID in the Plivo console'),
		template: given.template === undefined ? undefined : ofForm('--template', given.template, /^[a-z0-9_]{1,512}$/, 'the name of a template: small letters, digits and _'),
		publicUrl: given['public-url'] === undefined ? undefined : origin('--public-url', given['public-url']),
		port: wholeNumber('--port', given.port, 1, 65_535),
		baseUrl: safeOrigin('--base-url', given['base-url']),
		record: given.record,
		only: given.only ?? [],
		yes: given.yes,
		waitSeconds: wholeNumber('--wait', given.wait, 0, 3_600),
	};
}

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: words }).values;
	} catch (error) {
		throw new UserError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}

function credentials(env: Record<string, string | undefined>): { authId: string; authToken: string } {
	const authId = (env['PLIVO_AUTH_ID'] ?? '').trim();
	const authToken = (env['PLIVO_AUTH_TOKEN'] ?? '').trim();
	if (!/^[MS]A[A-Z0-9]{18}$/.test(authId)) throw new UserError('PLIVO_AUTH_ID must be the Auth ID of your account: 20 characters that begin with MA or SA.');
	if (!/^[\x21-\x7e]{8,}$/.test(authToken)) throw new UserError('PLIVO_AUTH_TOKEN must be the Auth Token of your account, without spaces.');
	return { authId, authToken };
}

function required(option: string, value: string | undefined): string {
	if (value === undefined) throw new UserError(`${option} is missing.\n${USAGE}`);
	return value;
}

function phoneNumber(option: string, written: string): string {
	const digits = written.replace(/[\s().\-/]/g, '').replace(/^\+/, '');
	if (!/^[1-9]\d{6,14}$/.test(digits)) throw new UserError(`${option} ${written} must be a phone number with its country code, such as +14151234567.`);
	return digits;
}

function ofForm(option: string, value: string, form: RegExp, what: string): string {
	if (!form.test(value)) throw new UserError(`${option} must be ${what}.`);
	return value;
}

function wholeNumber(option: string, written: string, min: number, max: number): number {
	const value = /^\d+$/.test(written) ? Number(written) : NaN;
	if (value >= min && value <= max) return value;
	throw new UserError(`${option} ${written} must be a whole number from ${min} to ${max}.`);
}

function origin(option: string, written: string): string {
	const url = URL.canParse(written) ? new URL(written) : undefined;
	const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash + url.username === '';
	if (!isOrigin) throw new UserError(`${option} ${written} must be an address without a path, such as https://example.com.`);
	return url.origin;
}

/** The Auth Token goes there. */
function safeOrigin(option: string, written: string): string {
	const address = origin(option, written);
	const { protocol, hostname } = new URL(address);
	if (protocol === 'https:' || /^(127\.[\d.]+|localhost|\[::1\])$/.test(hostname)) return address;
	throw new UserError(`${option} ${written} must begin with https://, because your Auth Token is sent there.`);
}
