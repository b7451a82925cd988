/** A part of a text. */
export interface Place {
	start: number;
	end: number;
}

/** A number on a page: what it says, and where in the text it stands. */
export interface Found extends Place {
	value: number;
}

const WORDS: Record<string, number> = {
	two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, dozen: 12, twenty: 20,
	thirty: 30, forty: 40, fifty: 50, sixty: 60, hundred: 100, thousand: 1_000, 'half a': 0.5,
};

/** Digits with or without commas and decimals, or a word. Not digits within a name, such as those of `n8n` and `V2`; nor "one". */
const NUMBER = `(?<![\\w.])(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)*(?!\\w)|\\b(?:${Object.keys(WORDS).join('|')})s?\\b`;

/** A page as it is read: without blocks of code and without the addresses of links and pictures. Each line stays a line. */
export function proseOf(page: string): string {
	return page
		.replace(/^( *)```[^]*?^\1```/gm, '')
		.replace(/\]\([^)\s]*\)/g, ']')
		.replace(/<?https?:\/\/[^\s>)`]+>?/g, '');
}

/** Everything on a page that says a number. What stands between backticks is typed or shown somewhere, and says none. */
export function numbersOf(prose: string): Found[] {
	const plain = prose.replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
	return [...plain.matchAll(new RegExp(NUMBER, 'gi'))].map(({ 0: text, index }) => ({ value: valueOf(text), start: index, end: index + text.length }));
}

/** The numbers that stand where words of a page have a `#`, for each place that has these words. */
export function said(prose: string, words: string): Found[][] {
	const parts = words.split('#').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return [...prose.matchAll(new RegExp(parts.join(`(${NUMBER})`), 'gid'))].map((match) =>
		match.slice(1).map((text, i) => {
			const [start, end] = match.indices?.[i + 1] ?? [0, 0];
			return { value: valueOf(text), start, end };
		}),
	);
}

/** The places of a pattern on a page. */
export function placesOf(prose: string, pattern: RegExp): Place[] {
	return [...prose.matchAll(pattern)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
}

function valueOf(text: string): number {
	return WORDS[text.toLowerCase().replace(/s$/, '')] ?? WORDS[text.toLowerCase()] ?? Number(text.replaceAll(',', ''));
}
