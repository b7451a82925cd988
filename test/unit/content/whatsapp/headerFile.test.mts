import { refuseHeaderFile, type HeaderKind } from '../../../../nodes/Plivo/content/whatsapp/headerFile';
import { refusal } from '../../invalid.mts';

const refuse = (type: string, kind?: HeaderKind) => () =>
	refuseHeaderFile({ label: 'Input Data Field Name', subject: 'names "data", where "a"', type, bytes: 1 }, kind);

const PICTURES = ['image/jpeg', 'image/png', 'image/gif'];
const VIDEOS = ['video/mp4', 'video/3gpp'];
const DOCUMENTS = ['application/pdf', 'text/plain', 'image/tiff', 'application/octet-stream', ''];
const AUDIO = ['audio/mpeg', 'audio/ogg'];

describe('refuseHeaderFile', () => {
	it.each([...PICTURES, ...VIDEOS, ...DOCUMENTS])('lets any header show %j, where its kind is not known', (type) => expect(refuse(type)).not.toThrow());

	it.each<[HeaderKind, string[], string[]]>([
		['picture', PICTURES, [...VIDEOS, ...DOCUMENTS, ...AUDIO]],
		['video', VIDEOS, [...PICTURES, ...DOCUMENTS, ...AUDIO]],
		['document', DOCUMENTS, [...PICTURES, ...VIDEOS, ...AUDIO]],
	])('lets the header of a template show a %s only', (kind, taken, refused) => {
		for (const type of taken) expect(refuse(type, kind)).not.toThrow();
		for (const type of refused) {
			expect(refusal(refuse(type, kind)).message).toBe(
				`'Input Data Field Name' names "data", where "a" is of ${type === '' ? 'unknown type' : `type ${type}`}, but the header of this template takes a ${kind}`,
			);
		}
	});

	it.each(AUDIO)('lets no header show %s', (type) => {
		expect(refusal(refuse(type))).toEqual({
			message: `'Input Data Field Name' names "data", where "a" is of type ${type}, but a header takes a picture, a video, or a document`,
			remedy: "Use another file, or send it in a message of its own, with 'WhatsApp Message' set to Media.",
		});
	});
});
