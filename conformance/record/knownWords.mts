/** The words in which APIs write errors. None of them is a name. */
const WORDS = new Set(
	`a an and app_id app_name are at be button bytes characters cta_url dst empty exceeds failed file for found from gsm has have in
	interactive invalid is it large length limit limits list long many max maximum mb message min minimum must no not number numbers
	of one only or parameter phone query rate reached reply request requests required small src template text than that the to too
	type unicode unknown valid value was with`.split(/\s+/),
);

/** Whether a text has nothing but such words and short numbers, so that it names nobody. */
export function isOnlyKnownWords(text: string): boolean {
	const parts = text.split(/[\s'"().,:;]+/).filter((part) => part !== '');
	return parts.every((part) => WORDS.has(part.toLowerCase()) || /^\d{1,4}$/.test(part));
}
