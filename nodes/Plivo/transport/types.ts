/** The body of `POST /Message/`, in Plivo's own words. */
export interface SendBody {
	src?: string;
	powerpack_uuid?: string;
	/** One number, or several joined by `<`. */
	dst: string;
	type: 'sms';
	text?: string;
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
	meta?: { limit: number; offset: number; next: string | null; previous: string | null };
	objects: T[];
}

/** What the pickers need of a rented number. `number` is digits without a plus sign. */
export interface RentedNumber {
	number: string;
	alias?: string | null;
	country?: string | null;
	sms_enabled?: boolean;
	mms_enabled?: boolean;
}

/** What the pickers need of a Powerpack. */
export interface Powerpack {
	uuid: string;
	name: string;
}
