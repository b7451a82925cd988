import { type Static, Type } from '@sinclair/typebox';
import { ofFormat } from '../../http/formats.mts';
import { ownRule, strictObject, textOf } from '../../http/schemas.mts';

/**
 * The location of a message. In Plivo's official SDKs, all values are text.
 *
 * Not known about live Plivo: whether it accepts coordinates that are numbers or have another form (rejected here), and whether name
 * and address are required. Here they aren't, except in the location of a template's header, where the official Node SDK requires all
 * four.
 */
export const locationSchema = strictObject({
	/** Degrees, as text. */
	latitude: ownRule(ofFormat('latitude'), 'type'),
	longitude: ownRule(ofFormat('longitude'), 'type'),
	name: Type.Optional(textOf()),
	address: Type.Optional(textOf()),
});

export type Location = Static<typeof locationSchema>;

export const headerLocationSchema = ownRule(Type.Required(locationSchema), 'required');
