/**
 * The switches of the sandbox: one for each thing that isn't known about live Plivo and that a program may depend on. A test that
 * depends on one runs in all of its positions, so that the program is right whatever live Plivo does. sandbox/README.md says what
 * each position does.
 */
interface Switch {
	/** The first one is where the switch stands if nothing is said. */
	positions: readonly [string, string, ...string[]];
	/** What isn't known about live Plivo. */
	unknown: string;
}

/** ma-v3: V3 is there, but made with another token; only Ma-V3 is right. */
const signatures = ['v3-v2', 'v3', 'v2', 'ma-v3'] as const;

export const switches = {
	'message-signature': { positions: signatures, unknown: 'Which signatures the webhook of an incoming message has.' },
	'status-signature': { positions: signatures, unknown: 'Which signatures a status callback has.' },
	'status-query': {
		positions: ['kept', 'dropped'],
		unknown: 'Whether a status callback is called with the query that its address was given with.',
	},
	'callback-method': {
		positions: ['as-asked', 'always-post'],
		unknown: 'Whether a webhook that was registered with GET is called with GET.',
	},
	'app-name-length': {
		positions: ['100', '40', 'cut'],
		unknown: 'How long the name of an application may be, and whether a longer one is rejected or cut.',
	},
	'app-name-filter': {
		positions: ['prefix', 'substring', 'ignored'],
		unknown: 'Which applications the filter app_name finds.',
	},
	unlink: {
		positions: ['default', 'none-possible'],
		unknown: 'Whether a number can be left without an application, by an empty app_id.',
	},
	'powerpack-application': {
		positions: ['powerpack', 'number'],
		unknown: 'Which application answers a number if both the number and its Powerpack have one.',
	},
	'invalid-recipients': {
		positions: ['reported', 'dropped'],
		unknown: 'Whether the answer names the recipients that are invalid if others are valid.',
	},
	'all-invalid': {
		positions: ['refused', 'accepted'],
		unknown: 'Whether a request is rejected if all of its several recipients are invalid.',
	},
	'uuid-order': {
		positions: ['request', 'reversed'],
		unknown: 'Whether the UUIDs in the answer are in the order of the recipients.',
	},
	'unicode-limit': {
		positions: ['737', 'bytes'],
		unknown: 'Whether the 737 of a Unicode SMS are characters, or bytes in UTF-8: live Plivo has refused 400 Cyrillic letters.',
	},
	'extension-characters': {
		positions: ['two', 'one'],
		unknown: 'Whether a character of the GSM extension table, such as € or {, counts twice towards 1,600.',
	},
	megabyte: {
		positions: ['1048576', '1000000'],
		unknown: 'How many bytes a megabyte has in the limits on files.',
	},
	'media-download': {
		positions: ['any', 'no-query', 'fetched'],
		unknown: 'Whether a file is downloaded from a link with a query, such as a signed link of n8n.',
	},
	'media-login': {
		positions: ['open', 'required'],
		unknown: 'Whether the address of a file in the media store needs a login.',
	},
	'template-components': {
		positions: ['meta', 'none', 'text'],
		unknown: 'What a WhatsApp template has under components: a list in the form of Meta, nothing, or JSON in a text.',
	},
	'reply-button': {
		positions: ['both', 'reply', 'button'],
		unknown: 'Which word an interactive message with reply buttons has as its type.',
	},
	'press-parts': {
		positions: ['brackets', 'dots', 'json', 'flat'],
		unknown: 'How the webhook writes the parts of a pressed WhatsApp button and of the message it answers.',
	},
	'press-id': {
		positions: ['sent', 'missing'],
		unknown: 'Whether the ID of a pressed WhatsApp button or list row comes back.',
	},
	'location-parts': {
		positions: ['flat', 'brackets', 'json'],
		unknown: 'How the webhook writes the location that someone sends in WhatsApp.',
	},
	'whatsapp-in-list': {
		positions: ['at-once', 'never'],
		unknown: 'Whether an incoming WhatsApp message is in the list of messages.',
	},
	'retry-after': {
		positions: ['absent', 'seconds'],
		unknown: 'Whether the answer to one request too many has the header Retry-After.',
	},
	'rejected-requests': {
		positions: ['counted', 'all-counted', 'free'],
		unknown: 'Whether rejected requests count towards 300 in 5 seconds, and whether those that came too soon do.',
	},
} as const satisfies Record<string, Switch>;

export type VariantName = keyof typeof switches;

export type Position<Name extends VariantName> = (typeof switches)[Name]['positions'][number];

/** Where each switch stands. */
export type Variants = { [Name in VariantName]: Position<Name> };

export const variantNames = Object.keys(switches) as VariantName[];

/** The positions of a switch, in order. */
export function positionsOf<Name extends VariantName>(name: Name): Array<Position<Name>> {
	return [...switches[name].positions];
}

/** All switches, each in its first position unless `given` says otherwise. */
export function variantsWith(given: Partial<Variants> = {}): Variants {
	const first = Object.fromEntries(variantNames.map((name) => [name, switches[name].positions[0]]));
	return { ...(first as Variants), ...given };
}

/**
 * Reads positions as the command line has them.
 *
 * @param texts each of the form name=position; the last one counts if a name is there twice
 * @throws Error that says which name or position doesn't exist, and lists those that do
 */
export function readVariants(texts: string[]): Partial<Variants> {
	return Object.assign({}, ...texts.map(readVariant)) as Partial<Variants>;
}

function readVariant(text: string): Partial<Variants> {
	const [name = '', ...rest] = text.split('=');
	const position = rest.join('=');
	if (!isVariantName(name)) throw new Error(`there is no switch "${name}". The switches are: ${variantNames.join(', ')}`);
	const positions: readonly string[] = switches[name].positions;
	if (!positions.includes(position)) {
		throw new Error(`the switch ${name} has no position "${position}". Its positions are: ${positions.join(', ')}`);
	}
	return { [name]: position };
}

function isVariantName(name: string): name is VariantName {
	return Object.hasOwn(switches, name);
}
