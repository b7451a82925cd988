import { shownBody } from '../http/body.mts';
import { PlivoError } from '../http/errors.mts';

export interface DeleteOptions {
	/** Whether the SIP endpoints of the application are deleted with it. */
	cascade: boolean;
	/** The id of the application that gets them if they aren't deleted; null for none. */
	newEndpointApplication: string | null;
}

const keys = ['cascade', 'new_endpoint_application'];

/**
 * The options for deleting an application. `cascade` is true unless it's set to false. (Plivo's reference of
 * applications.)
 *
 * They are taken from the query, where the reference has them, and from a JSON body, where Plivo's official Node SDK has them.
 * Not known about live Plivo: whether it accepts both, whether it rejects other options, and whether True and False may begin with
 * a capital (they may here).
 *
 * @throws PlivoError 400
 */
export function readDeleteOptions(query: Record<string, unknown>, body: unknown): DeleteOptions {
	const given = { ...objectIn(body), ...query };
	const unknown = Object.keys(given).find((key) => !keys.includes(key));
	if (unknown !== undefined) throw new PlivoError(400, `'${unknown}' is not a parameter of this request.`, 'sandbox');
	const cascade = String(given['cascade'] ?? true).toLowerCase();
	if (cascade !== 'true' && cascade !== 'false') throw new PlivoError(400, "'cascade' must be one of true, false.");
	const newApplication = given['new_endpoint_application'] ?? null;
	if (newApplication !== null && typeof newApplication !== 'string') {
		throw new PlivoError(400, "'new_endpoint_application' must be of type string.");
	}
	return { cascade: cascade === 'true', newEndpointApplication: newApplication };
}

function objectIn(body: unknown): object {
	const shown = shownBody(body);
	if (shown === undefined || shown === null || shown === '') return {};
	if (typeof shown !== 'object' || Array.isArray(shown)) throw new PlivoError(400, 'invalid json data sent in raw POST');
	return shown;
}
