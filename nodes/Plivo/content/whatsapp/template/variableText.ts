import type { INodeProperties } from 'n8n-workflow';

import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { parseBoolean } from '../../../fields/boolean';
import { LINE_BREAK } from '../../../fields/textChecks';
import { refuseFormatting } from '../formatting';
import { FREE_FORM, forTemplateInstead } from '../window/templateInstead';

/**
 * WhatsApp rejects a template's variable with "Param text cannot have new-line/tab characters or more than 4 consecutive
 * spaces" (its own words in many public reports, such as https://github.com/netflie/whatsapp-cloud-api/issues/201). Plivo
 * has already accepted the message then.
 */
export const MAX_SPACES = 4;

/** Only the ordinary space counts. There are no reports about others, such as the no-break space, so they are allowed. */
const TOO_MANY_SPACES = new RegExp(` {${MAX_SPACES + 1},}`);

/** Added to the options of a template message. */
export const fixLineBreaksOption: INodeProperties = {
	displayName: 'Fix Line Breaks',
	name: 'fixLineBreaks',
	type: 'boolean',
	default: false,
	description:
		`Whether to turn line breaks, tabs and more than ${MAX_SPACES} spaces in a row into one space in the variables of the template. WhatsApp doesn't deliver templates with those. When off, such a value is an error.`,
	displayOptions: { show: { '/messageType': ['whatsapp'], '/whatsappType': ['template'] } },
};

/** The same option, where a template may be sent in place of another message. */
export const fixLineBreaksInsteadOption: INodeProperties = {
	...fixLineBreaksOption,
	displayOptions: { show: { '/messageType': ['whatsapp'], '/whatsappType': [...FREE_FORM], '/ifOutside24Hours': forTemplateInstead.ifOutside24Hours } },
};

/** Reads one variable's text: returns it in the form that WhatsApp accepts, or throws an InvalidFieldError. */
export type ReadVariable = (text: string, label: string) => string;

/** How the texts of a template are read, by the part of it that they are for. */
export interface VariableReaders {
	body: ReadVariable;
	/** A header doesn't allow formatting either. */
	header: ReadVariable;
}

/**
 * @param fixLineBreaks value of {@link fixLineBreaksOption}
 * @throws InvalidFieldError if it is neither on nor off; the returned functions throw it for a text that WhatsApp would drop
 */
export function variableReaders(fixLineBreaks: unknown): VariableReaders {
	const fix = parseBoolean(fixLineBreaks, fixLineBreaksOption.displayName);
	const body: ReadVariable = (text, label) => {
		const read = fix ? text.replace(/[\s\u0085]+/g, (run) => (defectOf(run) === undefined ? run : ' ')) : text;
		const defect = defectOf(read);
		if (defect === undefined) return read;
		throw new InvalidFieldError(
			label,
			`contains ${defect}; WhatsApp doesn't allow that in a template's variable`,
			'Remove it, or add the option Fix Line Breaks, which turns it into one space.',
		);
	};
	return { body, header: (text, label) => refuseFormatting(body(text, label), label) };
}

function defectOf(text: string): string | undefined {
	if (LINE_BREAK.test(text)) return 'a line break';
	if (text.includes('\t')) return 'a tab';
	return TOO_MANY_SPACES.test(text) ? `more than ${MAX_SPACES} spaces in a row` : undefined;
}
