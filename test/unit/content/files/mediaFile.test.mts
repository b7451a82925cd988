import { mediaType } from '../../../../nodes/Plivo/content/files/mediaFile';

describe('mediaType', () => {
	it.each([
		['image/webp', 'a.png', 'image/webp'],
		['Image/WebP', 'a', 'image/webp'],
		['text/html; charset=utf-8', 'a.txt', 'text/html'],
		['application/octet-stream', 'a.HEIC', 'image/heic'],
		['application/octet-stream', 'my.holiday.webp ', 'image/webp'],
		['binary/octet-stream', 'a.jpg', 'image/jpeg'],
		['', 'a.mp4', 'video/mp4'],
		[undefined, 'a.zip', 'application/zip'],
		['application/octet-stream', 'a.unknown', 'application/octet-stream'],
		['application/octet-stream', 'webp', 'application/octet-stream'],
		[undefined, '', ''],
	])('of %j and the name %j is %j', (mimeType, fileName, type) => {
		expect(mediaType(mimeType, fileName)).toBe(type);
	});
});
