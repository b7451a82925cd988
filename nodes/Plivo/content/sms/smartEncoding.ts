import type { INodeProperties } from 'n8n-workflow';

import { splitAtAddresses } from './addressesInText';
import { countSegments, GSM, UCS } from './segments';

export const smartEncodingOption: INodeProperties = {
	displayName: 'Smart Encoding',
	name: 'smartEncoding',
	type: 'boolean',
	default: false,
	description:
		`Whether to replace characters that SMS has no code for, such as curly quotes, dashes, ellipses, and special spaces, with plain ones. Without them, one unit holds ${GSM.alone} characters instead of ${UCS.alone}. A text that still has other such characters, such as an emoji, isn't changed.`,
	displayOptions: { show: { '/messageType': ['sms'] } },
};

/**
 * GSM 03.38 replacements, each with the characters that it replaces. Based on the tables that Twilio publishes for its
 * Smart Encoding (github.com/TwilioDevEd/message-segment-calculator) and Webex Interact (docs.webexinteract.com, Message
 * Encoding), without characters whose replacement would read differently: a fraction ("1½" would become "11/2"), a
 * superscript number, a letter of another alphabet, a raised point ("3·4" isn't "3.4", and "col·legi" isn't "col.legi").
 */
const TWINS: ReadonlyArray<readonly [twin: string, characters: string]> = [
	['"', '“”„‟«»″‶ʺˮ❝❞〝〞〟'],
	["'", '‘’‚‛‹›′‵ʹʻʼʽˈˊˋ´`❛❜'],
	['-', '‐‑‒–—―−﹘﹣'],
	['...', '…⋯'],
	['..', '‥'],
	['/', '⁄∕÷'],
	['*', '∗⁎'],
	['|', '∣¦'],
	['~', '∼˜〜'],
	['^', 'ˆ'],
	[':', '∶ː'],
	['x', '×'],
	// Ligatures, as found in PDFs.
	['ff', 'ﬀ'],
	['fi', 'ﬁ'],
	['fl', 'ﬂ'],
	// Tab, no-break space, and spaces of other widths.
	[' ', '\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000'],
	['\n', '\v\u0085\u2028\u2029'],
	// Invisible characters: soft hyphen, zero-width characters, direction marks, word joiners, the byte order mark.
	['', '\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064'],
	['', '\u2066\u2067\u2068\u2069\uFEFF\uFFFC\uFE0E\uFE0F'],
];

const TWIN_OF = new Map(TWINS.flatMap(([twin, characters]) => [...characters].map((character) => [character, twin] as const)));
// Full-width forms of ASCII, as typed on East Asian keyboards; they are in the same order.
for (let code = 0x21; code <= 0x7e; code++) {
	const twin = String.fromCharCode(code);
	TWIN_OF.set(String.fromCharCode(code + 0xfee0), TWIN_OF.get(twin) ?? twin);
}

/** At the start of a line only. Within a line, a bullet is a separator, and a dash would read as a range or a minus. */
const BULLETS = /^( *)[⁃•‣▪◦]/gm;

/** Characters that are replaced anywhere. */
export const replaceable: ReadonlySet<string> = new Set(TWIN_OF.keys());

/**
 * Makes a text fit the SMS alphabet (GSM 03.38) by replacing characters with plain ones. A letter followed by a combining
 * accent, as in files of macOS, becomes one letter.
 *
 * All or nothing: a text stays unchanged if it would still need UCS-2, more units, or more than Plivo accepts at once
 * (hundreds of ellipses). The same applies if a web or email address contains such a character, because the changed
 * address would lead somewhere else.
 */
export function smartEncode(text: string): string {
	const before = countSegments(text);
	if (before.encoding === 'GSM-7') return text;
	const plain = splitAtAddresses(text)
		.map((stretch) => (stretch.isAddress ? stretch.text : plainForm(stretch.text)))
		.join('')
		.replace(BULLETS, '$1-');
	const after = countSegments(plain);
	const isSpoiled = before.characters <= before.limit && after.characters > after.limit;
	return after.encoding === 'GSM-7' && after.units <= before.units && !isSpoiled ? plain : text;
}

function plainForm(text: string): string {
	return [...text.normalize('NFC')].map((character) => TWIN_OF.get(character) ?? character).join('');
}
