import type { INodeProperties } from 'n8n-workflow';

import { LIST_POLICY } from '../../../client/retryPolicy';
import type { MessageBody } from '../../../client/wire/messageTypes';
import type { ReadField } from '../../../fields/readField';
import { choice } from '../../../fields/textChecks';

const LABEL = 'If Outside the 24 Hours';

/** The kinds of messages that WhatsApp only delivers to people who have just written. */
export const FREE_FORM = ['text', 'media', 'interactive', 'location'] as const;

export type FreeForm = (typeof FREE_FORM)[number];

/** A template that is sent in place of a free-form message, to people who haven't written for too long. */
export interface TemplateInstead {
	body: MessageBody;
	/** Like that of a message (sending/message.ts). */
	addMedia?: () => Promise<Partial<MessageBody>>;
	insteadOf: FreeForm;
	/** Whether a person gets the template. @param number digits only. Rejects with a LookUpError, or if it is cancelled */
	isFor(number: string): Promise<boolean>;
}

/** Shown after the content of free-form messages. */
export const ifOutside24HoursField: INodeProperties = {
	displayName: LABEL,
	name: 'ifOutside24Hours',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Send Anyway', value: 'sendAnyway', description: "Plivo accepts the message, but it doesn't arrive" },
		{
			name: 'Send Template Instead',
			value: 'sendTemplate',
			description:
				`Looks up whether the person wrote to this number, and if not, sends the template below. Plivo allows ${LIST_POLICY.limit.requests} such look-ups a minute, and the node waits for its turn.`,
		},
	],
	default: 'sendAnyway',
	description: "What to send to people who haven't written to this number within the last 24 hours",
};

/** Fields that show only if a template may be sent in place of the message. */
export const forTemplateInstead = { ifOutside24Hours: ['sendTemplate'] };

/** @throws InvalidFieldError if the value isn't one of the options */
export function sendsTemplateInstead(read: ReadField): boolean {
	return choice(read(ifOutside24HoursField.name), ['sendAnyway', 'sendTemplate'], LABEL) === 'sendTemplate';
}
