import type { Interactive, Location, RawTemplate, Template } from './whatsappTypes';

/** Most distinct numbers that Plivo takes in one request (its page on bulk messaging). */
export const MAX_RECIPIENTS = 1000;

/** The body of `POST /Message/`, in Plivo's own words. */
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

/** What Plivo is told of a message, but for whom it is for. */
export type MessageBody = Omit<SendBody, 'dst'>;

/** Plivo's answer (202) to a message that it took. `invalid_number` is there only when it turned some numbers down. */
export interface SendResponse {
	api_id?: string;
	message?: string;
	message_uuid: string[];
	invalid_number?: string[];
}

/** What the pickers need of a rented number. `number` is digits without a plus sign. */
export interface RentedNumber {
	number: string;
	alias?: string;
	country?: string;
	sms_enabled?: boolean;
	mms_enabled?: boolean;
	/** Path of what answers it, an XML application in most cases; null when nothing does. For `readNumberLink`. */
	application?: unknown;
}

/** What the pickers need of a Powerpack. */
export interface Powerpack {
	uuid: string;
	name: string;
	/** Nothing when it has none. */
	application_id?: string;
	/** Path of the pool with its numbers. */
	number_pool?: string;
}
