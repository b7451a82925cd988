/** `template` of a send request: a template's name, and the values of its variables. */
export interface Template {
	name: string;
	/** Plain text such as `en_US`, rather than Meta's `{ code }`. */
	language: string;
	components?: TemplateComponent[];
}

export interface TemplateComponent {
	type: 'header' | 'body' | 'button';
	/** Buttons only. */
	sub_type?: 'url' | 'quick_reply';
	/** Buttons only: `0` to `9`, as text. */
	index?: string;
	parameters: TemplateParameter[];
}

/** `parameter_name` is for templates with named variables; without it, the order counts. */
export type TemplateParameter = { parameter_name?: string } & (
	| { type: 'text'; text: string }
	| HeaderMedia
	| { type: 'payload'; payload: string }
	| { type: 'currency'; currency: Currency }
	| { type: 'date_time'; date_time: { fallback_value: string } }
	| { type: 'location'; location: Location }
);

/** A header with a file. */
export interface HeaderMedia {
	type: 'media';
	/** The address of an image, a document or a video. Missing until the message is sent if it's a file of the item. */
	media?: string;
}

export interface Currency {
	fallback_value: string;
	/** ISO 4217. */
	currency_code: string;
	/** The amount times 1,000, a whole number. */
	amount_1000: number;
}

/** A template that the user wrote as JSON: only what applies to every template is checked, and the rest is sent unchanged. */
export interface RawTemplate {
	name: string;
	language: string;
	components?: RawComponent[];
	[key: string]: unknown;
}

export interface RawComponent {
	type: string;
	[key: string]: unknown;
}

/** `interactive` of a send request. */
export interface Interactive {
	/**
	 * `reply` is the value for reply buttons in Plivo's message reference and in the tests of its Go SDK. The READMEs of its
	 * SDKs use `button`. It isn't known whether Plivo accepts that too, so it is sent only if the user wrote it as JSON.
	 */
	type: 'button' | 'cta_url' | 'list' | 'reply';
	header?: { type: 'text'; text: string } | HeaderMedia;
	body: { text: string };
	footer?: { text: string };
	action: InteractiveAction;
}

/**
 * `buttons` has one entry for `list` (the button that opens it) and `cta_url`, and up to three for `reply`; `sections` is
 * for `list`.
 */
export interface InteractiveAction {
	buttons: Array<{ title: string; id?: string; cta_url?: string }>;
	sections?: ListSection[];
}

export interface ListSection {
	/** May be missing only if there is one section. */
	title?: string;
	rows: ListRow[];
}

export interface ListRow {
	id: string;
	title: string;
	description?: string;
}

/** All four are text, even the coordinates. */
export interface Location {
	latitude: string;
	longitude: string;
	name?: string;
	address?: string;
}
