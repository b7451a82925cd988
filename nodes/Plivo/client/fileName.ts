/** What file systems of Linux, macOS and Windows take for one name. */
const MAX_BYTES = 255;
/** Of a longer text the end is read, which holds the extension: looking for blanks in it takes the square of its length. */
const MAX_READ_NAME = 4096;
/** What is longer after the last dot is taken for a part of the name. */
const MAX_EXTENSION = 20;

/** Names of devices to Windows, whatever follows them after a dot. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(\.|$))/i;

/**
 * Control characters (CR, LF and NUL among them), format characters (those that are invisible or turn the direction of
 * writing, which make "exe.jpg" of "gpj.exe"), letters and signs without a shape (Hangul fillers, variation selectors, the empty
 * Braille cell), line and paragraph separators, and halves of surrogate pairs.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\u2800]/gu;

/** What Windows allows in no name. A colon there leads to another stream of the file. */
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A file name from somebody else, such that it can't do harm where people or nodes write a file under it: never a path, never
 * hidden, one that can be seen and that every file system takes.
 *
 * @param name a name, a path of any system, or the end of a web address
 * @param whenEmpty the name if nothing is left of it
 */
export function safeFileName(name: string, whenEmpty = 'media'): string {
	// The characters go first, so that none of them can hide a dot or a slash from what follows.
	const last = name.slice(-MAX_READ_NAME).replace(UNSEEN, '').split(/[/\\]/).map(trimmed).filter(Boolean).at(-1) ?? '';
	let plain = trimmed(last.replace(FORBIDDEN, '_'));
	// Shortening may make the name of a device, and what tells it from one may make it too long.
	for (let before: string | undefined; before !== plain; ) {
		before = plain;
		plain = shortened(plain).replace(DEVICE, '_$&');
	}
	return plain || whenEmpty;
}

/** Without dots and blanks around it: Windows drops those at the end, and a dot at the beginning hides a file. */
function trimmed(name: string): string {
	return name.replace(/^[.\s]+/, '').replace(/[.\s]+$/, '');
}

function shortened(name: string): string {
	if (Buffer.byteLength(name) <= MAX_BYTES) return name;
	const [ending = ''] = /\.[^.]*$/.exec(name) ?? [];
	const extension = Buffer.byteLength(ending) <= MAX_EXTENSION ? ending : '';
	const stem = name.slice(0, name.length - extension.length);
	return trimmed(cut(stem, MAX_BYTES - Buffer.byteLength(extension))) + extension;
}

/** The beginning of a text, in whole characters. */
function cut(text: string, maxBytes: number): string {
	let bytes = 0;
	let length = 0;
	for (const character of text) {
		bytes += Buffer.byteLength(character);
		if (bytes > maxBytes) break;
		length += character.length;
	}
	return text.slice(0, length);
}
