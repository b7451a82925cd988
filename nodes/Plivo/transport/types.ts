import type { IDataObject } from 'n8n-workflow';

import type { Interactive, Location, RawTemplate, Template } from './whatsappTypes';

/** Most distinct numbers that Plivo takes in one request (its page on bulk messaging). */
export const MOST_RECIPIENTS = 1000;

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

/** Plivo's answer (202) to a message that it took. `invalid_number` is there only when it turned some numbers down. */
export interface SendAnswer {
	api_id: string;
	message: string;
	message_uuid: string[];
	invalid_number?: string[];
}

/** `meta` of Plivo's lists; the list of messages has no `total_count`. `next` is a relative path, or null at the end. */
export interface Page<T> {
	api_id?: string;
	meta?: { limit: number; offset: number; next?: string | null; previous?: string | null; total_count?: number };
	objects: T[];
}

/** What the pickers need of a rented number. `number` is digits without a plus sign. */
export interface RentedNumber {
	number: string;
	alias?: string | null;
	country?: string | null;
	sms_enabled?: boolean;
	mms_enabled?: boolean;
	/** Path of what answers it, an XML application in most cases; null when nothing does. */
	application?: string | null;
}

/** What the pickers need of a Powerpack. */
export interface Powerpack {
	uuid: string;
	name: string;
	/** Empty when it has none. */
	application_id?: string | null;
	/** Path of the pool with its numbers. */
	number_pool?: string | null;
}

/**
 * What Plivo's media store says of one file of an upload. Those that it turned down have no `media_id`, but a reason; the
 * answer as a whole is a success all the same.
 */
export interface UploadedMedia {
	media_id?: string;
	file_name?: string;
	content_type?: string;
	size?: number;
	status?: string;
	/** That of an answer of HTTP: 201 when it was stored. */
	status_code?: number;
	upload_time?: string;
	media_url?: string;
	error_code?: number | string;
	error_message?: string;
}

/** A file of an MMS. Plivo's samples leave out `file_name`, and its host may know no more than the URL says. */
export interface MessageMedia extends IDataObject {
	media_id: string;
	/** Open to everybody who knows it. */
	media_url: string;
	content_type?: string | null;
	file_name?: string | null;
	size?: number | null;
}
