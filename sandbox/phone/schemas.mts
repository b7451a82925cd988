import { type Static, Type } from '@sinclair/typebox';
import { faultRuleSchema } from '../faults.mts';
import { strictObject, stringEnum } from '../http/schemas.mts';
import { mediaSchema } from '../inbound/mediaBody.mts';

const digits = Type.String({ pattern: '^\\d{3,15}$' });
const count = Type.Integer({ minimum: 0 });

/** A message written on a phone. */
export const writeSchema = strictObject({
	from: digits,
	to: digits,
	/** As chosen on the phone; with media, `sms` becomes an MMS. */
	channel: stringEnum('sms', 'whatsapp'),
	text: Type.String(),
	media: Type.Optional(Type.Array(Type.Required(mediaSchema), { maxItems: 10 })),
});

export type WriteBody = Static<typeof writeSchema>;

export const pressSchema = strictObject({
	messageUuid: Type.String(),
	/** What a person chooses in a card: one of its buttons or, in a list, a row of a section. Counted from 0. */
	choice: Type.Union([strictObject({ button: count }), strictObject({ section: count, row: count })]),
});

export type PressBody = Static<typeof pressSchema>;

const { fault, times } = Type.Required(faultRuleSchema).properties;

/** A fault as it's switched on on the page: for requests that send, or for all. */
export const faultSchema = strictObject({ fault, applies: stringEnum('sends', 'all'), times });

export type FaultBody = Static<typeof faultSchema>;
