/** Whether the text is a fully qualified http or https URL, the kind Plivo calls for status callbacks and media. */
export function isWebUrl(text: string): boolean {
	if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return false;
	return URL.canParse(text);
}
