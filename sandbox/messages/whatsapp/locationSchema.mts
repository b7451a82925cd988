import { ofFormat } from '../../http/formats.mts';
import { ownRule, strictObject, textOf } from '../../http/schemas.mts';

export interface Location {
	/** Degrees, as a text. */
	latitude: string;
	longitude: string;
	name?: string;
	address?: string;
}

const coordinates = { latitude: ownRule(ofFormat('latitude'), 'type'), longitude: ownRule(ofFormat('longitude'), 'type') };
const place = { name: textOf(), address: textOf() };

/**
 * The location of a message. All values are texts in Plivo's official SDKs.
 *
 * Not known about live Plivo: whether it takes coordinates that are numbers or have another form; refused here. And whether name and
 * address are required; not here, but they are in the location of a template's
 * header, where the official Node SDK asks for all four.
 */
export const locationSchema = strictObject(coordinates, place);

export const headerLocationSchema = ownRule(strictObject({ ...coordinates, ...place }), 'required');
