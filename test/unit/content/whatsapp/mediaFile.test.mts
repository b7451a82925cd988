import { refuseWhatsappFile } from '../../../../nodes/Plivo/content/whatsapp/whatsappMedia';
import { refusal } from '../../invalid.mts';

const MB = 1024 * 1024;
const refuse = (type: string, bytes = 1) => () =>
	refuseWhatsappFile({ label: 'Input Data Field Name', subject: 'names "data", where "a"', type, bytes });

describe('refuseWhatsappFile', () => {
	it.each(['image/webp', 'image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'])('refuses %s', (type) => {
		expect(refusal(refuse(type))).toEqual({
			message: `'Input Data Field Name' names "data", where "a" is of type ${type}, which WhatsApp doesn't accept as a picture`,
			remedy: 'Convert it to JPEG or PNG before this node.',
		});
	});

	it.each([
		['image/jpeg', 5, 'pictures'],
		['image/png', 5, 'pictures'],
		['image/gif', 5, 'pictures'],
		['image/jpg', 5, 'pictures'],
		['image/x-png', 5, 'pictures'],
		...['image/vnd.dwg', 'image/tiff', 'image/vnd.adobe.photoshop', 'image/bmp', 'image/svg+xml'].map((type): [string, number, string] => [type, 100, 'documents']),
		['video/mp4', 16, 'video and audio'],
		['video/3gpp', 16, 'video and audio'],
		['audio/mpeg', 16, 'video and audio'],
		['audio/ogg', 16, 'video and audio'],
		['application/pdf', 100, 'documents'],
		['text/plain', 100, 'documents'],
		['application/zip', 100, 'documents'],
		['application/octet-stream', 100, 'documents'],
		['', 100, 'documents'],
	])('takes %s of %i MB, and no more', (type, most, kind) => {
		expect(refuse(type, most * MB)).not.toThrow();
		expect(refusal(refuse(type, most * MB + 1))).toEqual({
			message: `'Input Data Field Name' names "data", where "a" has ${(most * MB + 1).toLocaleString('en-US')} bytes, but WhatsApp accepts ${kind} of up to ${most} MB`,
			remedy: 'Make the file smaller.',
		});
	});
});
