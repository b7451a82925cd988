/**
 * The labels in the node's panel of the parameters that requests to Plivo have, by Plivo's names for them. Plivo's errors
 * name parameters, which nobody has seen who only knows the panel.
 */
export const LABELS: Readonly<Record<string, string>> = {
	src: 'From',
	dst: 'To',
	powerpack_uuid: 'Powerpack',
	type: 'Message Type',
	text: 'Text',
	media_urls: 'Media URLs',
	media_ids: 'Media IDs',
	template: 'Template',
	interactive: 'WhatsApp Message',
	location: 'WhatsApp Message',
	url: 'Status Callback URL',
	method: 'Status Callback Method',
	message_expiry: 'Message Expiry',
	log: 'Keep in Logs',
	trackable: 'Report Conversion Later',
	dlt_entity_id: 'To India: DLT Entity ID',
	dlt_template_id: 'To India: DLT Template ID',
	dlt_template_category: 'To India: DLT Template Category',
	file: 'Input Data Field Name',
	status: 'Conversion Status',
	timestamp: 'Converted At',
	template_name: 'Template Name',
	limit: 'Limit',
	offset: 'Offset',
	conversation_id: 'Conversation ID',
	conversation_origin: 'Conversation Origin',
	destination_country_iso2: 'Destination Country',
	error_code: 'Error Code',
	from_number: 'From Number or Sender ID',
	message_direction: 'Direction',
	message_state: 'State',
	message_time: 'Time Exactly',
	message_time__gt: 'Time After',
	message_time__gte: 'Time at or After',
	message_time__lt: 'Time Before',
	message_time__lte: 'Time at or Before',
	message_type: 'Message Type',
	powerpack_id: 'Powerpack ID',
	subaccount: 'Subaccount',
	tendlc_campaign_id: '10DLC Campaign ID',
	tendlc_registration_status: '10DLC Registration Status',
	to_number: 'To Number',
};

const CHANNELS: Readonly<Record<string, string>> = { sms: 'SMS', mms: 'MMS', whatsapp: 'WhatsApp' };

const names = Object.keys(LABELS).sort((a, b) => b.length - a.length);
const any = names.join('|');

/** A name that is no word of everyday English, so that it is a parameter's wherever it stands. */
const unmistakable = names.filter((name) => name.includes('_') || name === 'src' || name === 'dst').join('|');

/** A parameter in quotes, with or without the place within it: `'template.components[0].type'`. */
const QUOTED = new RegExp(`(['"\`])(${any})(?:[.[][\\w.[\\]]*)?\\1(?: (?:parameter|field)\\b)?`, 'g');
const WITH_NOUN = new RegExp(`(?<![\\w'.])(${any}) (?:parameter|field)\\b`, 'g');
const BEFORE_COLON = new RegExp(`(?<=^|; )(${any})(?=: )`, 'g');
/** Not within a web or email address. */
const BARE = new RegExp(`(?<![\\w'./:@-])(${unmistakable})(?![\\w'/@-]|\\.\\w)`, 'g');

/**
 * Plivo's words for an error in those of the panel: labels for parameters, a plus sign before a number.
 *
 * @returns the text unchanged if it names no parameter, but without a period at the end
 */
export function inPanelWords(text: string): string {
	const label = (name: string) => `'${LABELS[name] ?? name}'`;
	const named = text
		.trim()
		.replace(/\.$/, '')
		.replace(QUOTED, (_, _quote: string, name: string) => label(name))
		.replace(WITH_NOUN, (_, name: string) => label(name))
		.replace(BEFORE_COLON, (_, name: string) => label(name))
		.replace(BARE, (_, name: string) => label(name));
	if (named === text.trim().replace(/\.$/, '')) return named;
	return named
		.replace(/(?<='(?:From|To)' )(?=\d{7,15}\b)/g, '+')
		.replace(/\b(?:sms|mms|whatsapp)\b/g, (channel) => CHANNELS[channel] ?? channel)
		.replace(/^'From' (\S+) is not enabled for (SMS|MMS|WhatsApp)$/, "'From' is $1, which can't send $2 messages");
}
