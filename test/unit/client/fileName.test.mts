import { posix, win32 } from 'node:path';
import fc from 'fast-check';

import { safeFileName } from '../../../nodes/Plivo/client/fileName';

const long = 'a'.repeat(300);

describe('safeFileName', () => {
	it.each([
		['holiday photo.jpg', 'holiday photo.jpg'],
		['Menü – 东京 🍣.pdf', 'Menü – 东京 🍣.pdf'],
		['archive.tar.gz', 'archive.tar.gz'],
		['..', 'media'],
		['.', 'media'],
		['', 'media'],
		[' ... ', 'media'],
		['/', 'media'],
		['../../etc/passwd', 'passwd'],
		['..\\..\\windows\\win.ini', 'win.ini'],
		['C:\\pictures\\a.png', 'a.png'],
		['a/..', 'a'],
		['.\u200b./.\0.', 'media'],
		['C:a.png', 'C_a.png'],
		['a.txt:hidden.exe', 'a.txt_hidden.exe'],
		['.htaccess', 'htaccess'],
		['a.png. .', 'a.png'],
		['a.png\r\nX-Header: 1', 'a.pngX-Header_ 1'],
		['a\0.png', 'a.png'],
		['invoice\u202egpj.exe', 'invoicegpj.exe'],
		['\u2067a\u2069\u200f\ufeff.png', 'a.png'],
		['a\u2028b\u2029.png', 'ab.png'],
		['a\ud800.png', 'a.png'],
		['<a>|"b"?*.png', '_a___b___.png'],
		['CON', '_CON'],
		['con.txt', '_con.txt'],
		['Aux .png', '_Aux .png'],
		['com¹.png', '_com¹.png'],
		['NUL.tar.gz', '_NUL.tar.gz'],
		['lpt9', '_lpt9'],
		['console.log', 'console.log'],
		['com10', 'com10'],
		[`${long}.jpg`, `${'a'.repeat(251)}.jpg`],
		[long, 'a'.repeat(255)],
		[`${'ü'.repeat(200)}.jpeg`, `${'ü'.repeat(125)}.jpeg`],
		[`${'🍣'.repeat(100)}.png`, `${'🍣'.repeat(62)}.png`],
		[`${'a'.repeat(250)} ...b.jpg`, `${'a'.repeat(250)}.jpg`],
		[`con${' '.repeat(300)}x.txt`, '_con.txt'],
		[`con.${long}`, `_con.${'a'.repeat(250)}`],
		[`nul${'\u3000'.repeat(300)}x.txt`, '_nul.txt'],
		[`aux${' '.repeat(300)}x`, '_aux'],
		['\u3164', 'media'],
		['\u3164.jpg', 'jpg'],
		['\u115F\uFE0F\u034F\u2800', 'media'],
		['CON\uFE0F.txt', '_CON.txt'],
		['con\u2800.txt', '_con.txt'],
		['x\u3164\u1160.png', 'x.png'],
		[`a.${long}`, `a.${'a'.repeat(253)}`],
	])('%j: %j', (name, expected) => {
		expect(safeFileName(name)).toBe(expected);
	});

	it('holds for whatever comes', () => {
		const part = fc.oneof(
			fc.constantFrom('/', '\\', '.', '..', ' ', '\r', '\n', '\0', '\u202e', '\u2066', '\u200d', '\ufeff', '\ud83c', ':', 'CON', 'nul', 'com1', '.png', '🍣', 'ü', '$', '%2f', long, ' '.repeat(300), '\u3000'.repeat(90), '\u3164', '\u2800', '\uFE0F', '.txt'),
			fc.string({ unit: 'binary' }),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
				const name = safeFileName(parts.join(''));
				expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\p{Zl}\p{Zp}\p{Cs}]/u);
				expect(name).not.toMatch(/^[.\s]|[.\s]$|^$/);
				expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
				expect(Buffer.from(name).toString()).toBe(name);
				expect([posix.basename(name), win32.basename(name)]).toEqual([name, name]);
				expect(safeFileName(name)).toBe(name);
			}),
			{ numRuns: 3000 },
		);
	});

	it('keeps an ordinary extension, however long the name', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }), fc.constantFrom('jpg', 'jpeg', 'pdf', 'vcf'), (stem, extension) => {
				expect(safeFileName(`x${stem}x.${extension}`)).toMatch(new RegExp(`\\.${extension}$`));
			}),
		);
	});
});
