import { faultRuleSchema } from '../faultSchema.mts';
import { strictObject } from '../http/schemas.mts';
import type { FaultRule } from '../faults.mts';
import { base64Schema, type MediaBody } from '../inbound/mediaBody.mts';
import type { Choice } from './card.mts';
import type { Written } from './write.mts';

const text = { type: 'string' } as const;
const digits = { type: 'string', pattern: '^\\d{3,15}$' } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** A message written on a phone, with the bytes of files in base64. */
export type WriteBody = Omit<Written, 'media'> & { media?: MediaBody[] };

export const writeSchema = strictObject(
	{ from: digits, to: digits, channel: { type: 'string', enum: ['sms', 'whatsapp'] }, text },
	{
		media: {
			type: 'array',
			maxItems: 10,
			items: strictObject({ contentType: text, bytes: base64Schema, fileName: text }),
		},
	},
);

export interface PressBody {
	messageUuid: string;
	choice: Choice;
}

export const pressSchema = strictObject({
	messageUuid: text,
	choice: { anyOf: [strictObject({ button: count }), strictObject({ section: count, row: count })] },
});

/** A fault as it's switched on on the page: for requests that send, or for all. */
export interface FaultBody {
	fault: FaultRule['fault'];
	applies: 'sends' | 'all';
	times: number | 'always';
}

export const faultSchema = strictObject({
	fault: faultRuleSchema.properties.fault,
	applies: { type: 'string', enum: ['sends', 'all'] },
	times: faultRuleSchema.properties.times,
});
