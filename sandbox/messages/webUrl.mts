/** Whether the text is a fully qualified http or https URL, the kind Plivo calls for status callbacks and media. */
export function isWebUrl(text: string): boolean {
	if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return false;
	// Not URL.canParse, which in Node 20 and 22 refuses letters such as ü once it has run some thousand times.
	try {
		new URL(text);
		return true;
	} catch {
		return false;
	}
}
