/**
 * Replaces everything in a text that could name an account, a person or a machine: what the run was given, what it saw in Plivo's
 * answers, and everything that has the form of a number, an ID, a token or a host. The same thing gets the same word everywhere
 * (number-1), whatever its spelling.
 */
export class Concealer {
	/** From what was seen, in small letters, to its word. */
	private readonly names = new Map<string, string>();
	private readonly counts = new Map<string, number>();

	/** A number that the run was given. */
	addNumber(digits: string): void {
		this.wordFor('number', digits);
	}

	/** Any other text that the run was given: a token, an ID, a host, a name. */
	addSecret(kind: string, text: string): void {
		if (text !== '') this.wordFor(kind, text.toLowerCase());
	}

	/** Takes in an answer of Plivo: the values of all keys but those that hold Plivo's own words. */
	learn(body: unknown, key = ''): void {
		if (Array.isArray(body)) for (const one of body) this.learn(one, key);
		else if (typeof body === 'object' && body !== null) for (const [name, value] of Object.entries(body)) this.learn(value, name);
		else if ((typeof body === 'string' || typeof body === 'number') && !PLIVOS_WORDS.has(key)) this.learnText(String(body));
	}

	/** The text without anything of the above. */
	conceal(text: string): string {
		let hidden = unpercented(text);
		const longestFirst = [...this.names].sort(([one], [other]) => other.length - one.length);
		for (const [name, word] of longestFirst) hidden = outsideWords(hidden, (part) => part.replace(spellings(name), `‹${word}›`));
		for (const [kind, form] of FORMS) {
			const wordOf = (found: string) => `‹${this.wordFor(kind, kind === 'number' ? digitsOf(found) : found.toLowerCase())}›`;
			hidden = outsideWords(hidden, (part) => part.replace(form, wordOf));
		}
		return hidden;
	}

	/** Texts of one or two characters name nobody, and every text has them. */
	private learnText(text: string): void {
		if (text.length < 3 || /^[\d.]{1,6}$/.test(text) || PLIVOS_VALUES.test(text)) return;
		const digits = digitsOf(text);
		if (/^[\d\s().+\-/]+$/.test(text) && digits.length >= 7) this.wordFor('number', digits);
		else this.wordFor('value', text.toLowerCase());
	}

	private wordFor(kind: string, name: string): string {
		const known = this.names.get(name) ?? (kind === 'number' ? this.sameNumber(name) : undefined);
		if (known !== undefined) return known;
		const count = (this.counts.get(kind) ?? 0) + 1;
		this.counts.set(kind, count);
		const word = `${kind}-${count}`;
		this.names.set(name, word);
		return word;
	}

	/** A number without its country code, or with 00 or 0 before it, is the same number. */
	private sameNumber(digits: string): string | undefined {
		const end = digits.slice(-7);
		for (const [name, word] of this.names) if (word.startsWith('number-') && (name.endsWith(end) || digits.includes(name))) return word;
		return undefined;
	}
}

/** Keys whose values are words of Plivo's API or amounts, the same for every account. `error` is left to what it quotes. */
const PLIVOS_WORDS = new Set(
	['error', 'message', 'status', 'status_code', 'message_type', 'message_state', 'message_direction', 'number_type', 'type', 'limit', 'offset', 'total_count', 'size',
		'category', 'language', 'format', 'content_type', 'answer_method', 'hangup_method', 'fallback_method', 'message_method', 'voice_rate', 'sms_rate', 'mms_rate',
		'units', 'error_code', 'log', 'score', 'rejected_reason', 'account_type', 'billing_mode'],
);
const PLIVOS_VALUES = /^(true|false|null|none|sms|mms|whatsapp|get|post|deleted|created|changed|success)$/i;

/** From the most to the least certain. What one has replaced, the later ones don't see. */
const FORMS: Array<[kind: string, form: RegExp]> = [
	['id', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi],
	['address', /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>‹›]+/gi],
	['address', /[^\s"'<>‹›@]+@[^\s"'<>‹›@]+/g],
	['host', /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g],
	['host', /\[?(?:[0-9a-f]{0,4}:){3,}[0-9a-f]{0,4}\]?/gi],
	['host', /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+(?::\d+)?/gu],
	['number', /(?:\d[\s().+\-/]*){6,}\d/g],
	['id', /[A-Za-z0-9+/_=-]*(?:[A-Za-z][A-Za-z0-9+/_=-]*\d|\d[A-Za-z0-9+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{6,}/g],
	['id', /[A-Za-z0-9+/_=]{20,}/g],
];

/** A name in every usual spelling: any case, and for a number anything that people write between its digits. */
function spellings(name: string): RegExp {
	if (!/^\d{7,}$/.test(name)) return new RegExp(name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'gi');
	return new RegExp([...name].join('[\\s().+\\-/]*'), 'g');
}

/** Without percent signs that encode something, even if it was encoded twice. */
function unpercented(text: string): string {
	const plain = text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
		try {
			return decodeURIComponent(encoded);
		} catch {
			return encoded;
		}
	});
	return plain === text ? text : unpercented(plain);
}

/** Changes what stands outside of words that were put in before. */
function outsideWords(text: string, change: (part: string) => string): string {
	return text.split(/(‹[^‹›]*›)/).map((part, index) => (index % 2 === 1 ? part : change(part))).join('');
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
