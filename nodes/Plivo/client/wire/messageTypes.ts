import type { Interactive, Location, RawTemplate, Template } from './whatsappTypes';

/** Maximum number of distinct numbers that Plivo accepts in one request (its page on bulk messaging). */
export const MAX_RECIPIENTS = 1000;

/** The body of `POST /Message/`, with Plivo's own field names. */
export interface SendBody {
	src?: string;
	powerpack_uuid?: string;
	/** One number, or several joined by `<`. */
	dst: string;
	type: 'sms' | 'mms' | 'whatsapp';
	text?: string;
	/** MMS: up to ten; WhatsApp: one. */
	media_urls?: string[];
	/** MMS only: of files in Plivo's media store. */
	media_ids?: string[];
	template?: Template | RawTemplate;
	interactive?: Interactive;
	location?: Location;
	url?: string;
	method?: 'GET' | 'POST';
	/** Seconds. */
	message_expiry?: number;
	log?: 'true' | 'false' | 'content_only' | 'number_only';
	trackable?: boolean;
	dlt_entity_id?: string;
	dlt_template_id?: string;
	dlt_template_category?: string;
}

/** The body without the recipients. */
export type MessageBody = Omit<SendBody, 'dst'>;

/** Plivo's response (202) to a message that it accepted. `invalid_number` is there only if it rejected some numbers. */
export interface SendResponse {
	api_id?: string;
	message?: string;
	message_uuid: string[];
	invalid_number?: string[];
}

/** The fields of a rented number that the pickers need. `number` is digits without a plus sign. */
export interface RentedNumber {
	number: string;
	alias?: string;
	country?: string;
	sms_enabled?: boolean;
	mms_enabled?: boolean;
	/**
	 * Path of what the number is linked to, in most cases an XML application; null if there is none. For
	 * `readNumberLink`.
	 */
	application?: unknown;
}

/** The fields of a Powerpack that the pickers need. */
export interface Powerpack {
	uuid: string;
	name: string;
	/** Missing if it has none. */
	application_id?: string;
	/** Path of the pool with its numbers. */
	number_pool?: string;
}
