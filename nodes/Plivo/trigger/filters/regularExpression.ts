/** Longer than any keyword. */
const MAX_READ = 2_000;

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const SLASHES = /[\u2044\u2215]/g;

/** What people put around an expression: quotation marks, code signs, brackets. */
const AROUND = /^[\s"'`*_~()=!“”„‘’«»]+|[\s"'`*_~()“”„‘’«»;]+$/gu;

/**
 * Tested on the whole field, because an expression may contain a comma. Two commands, "/start, /s", differ by the blank
 * before the second slash.
 */
const SIGNS_IN_ALL: RegExp[] = [
	/^\/.*[^\s]\/[dgimsuvy]*$/is,
	/(?:^|[,;\n])[\s"'`(]*\/[^/\n]*[,;][^/\n]*[^/\s]\/[dgimsuvy]*\s*(?:$|[,;\n)"'`])/i,
	/[\p{L}\p{N}\])]\{\d+,\d*\}/u,
];

const SIGNS_IN_KEYWORD: RegExp[] = [
	// Between slashes, whatever follows them: /yes/i
	/^\/[^/]+\//,
	/\bRegExp\s*\(/i,
	// \b \d \w \s
	/\\[bdws]/i,
	// Starts or ends like an expression; "^_^" and "US$" don't.
	/^\^[\p{L}\p{N}([\\.]/u,
	/\p{Ll}{2}\$$/u,
	/\.[*+]/,
	/[^\s|]\s*\|\s*[^\s|]/,
	// [Yy]es, x[0-9], but not "[yes]"
	/\[[^\]\s]+\](?:[\p{L}\p{N}*+?{$])|[\p{L}\p{N}^]\[[^\]\s]+\]/u,
	/\(\?(?:[:=!<]|[a-z]+\))/,
	/[\p{L}\p{N}\])]\{\d+\}/u,
	// colou?r
	/\p{L}\?\p{L}/u,
];

/**
 * Whether a keyword is clearly meant as a regular expression. Common keywords aren't: "24/7", "and/or", "(yes)", "C++",
 * "what?", "$5".
 */
export function isExpression(keyword: string): boolean {
	return hasSign(keyword, SIGNS_IN_KEYWORD);
}

/** Whether a list of keywords is, or contains, a regular expression that extends over a separator. */
export function holdsExpression(text: string): boolean {
	return hasSign(text, SIGNS_IN_ALL);
}

function hasSign(text: string, signs: RegExp[]): boolean {
	const plain = text.slice(0, MAX_READ).normalize('NFKC').replace(INVISIBLE, '').replace(SLASHES, '/').trim();
	const bare = plain.replace(AROUND, '');
	return signs.some((sign) => sign.test(plain) || sign.test(bare));
}
