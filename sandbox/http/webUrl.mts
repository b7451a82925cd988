/** Whether the text is a fully qualified http or https URL, the kind Plivo calls for status callbacks and media. */
export function isWebUrl(text: string): boolean {
	if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return false;
	// Not URL.canParse: in Node 20 and 22, it rejects letters such as ü after some thousand calls.
	try {
		new URL(text);
		return true;
	} catch {
		return false;
	}
}
