import { mediaType } from '../../../../nodes/Plivo/content/files/mediaFile';
import { composeMms, refuseMmsType, refuseTooMuchMedia } from '../../../../nodes/Plivo/content/mms/mms';
import { refusal } from '../../invalid.mts';

const ID = '801c2056-33ab-499c-80ef-58b574a462a2';
const ids = (count: number) => Array.from({ length: count }, (_, i) => ID.replace(/..$/, String(10 + i)));
const compose = (values: Record<string, unknown>) => composeMms((name) => values[name] ?? '');

describe('composeMms', () => {
	it.each([
		['https://example.com/a.jpg', ['https://example.com/a.jpg']],
		['https://example.com/a.jpg\nhttps://example.com/b.png', ['https://example.com/a.jpg', 'https://example.com/b.png']],
		['https://example.com/a.jpg, https://example.com/b.png', ['https://example.com/a.jpg', 'https://example.com/b.png']],
		['https://example.com/a.jpg;https://example.com/b;c.png; https://example.com/d.gif', ['https://example.com/a.jpg', 'https://example.com/b;c.png', 'https://example.com/d.gif']],
		['https://example.com/a.jpg,https://example.com/b.png', ['https://example.com/a.jpg', 'https://example.com/b.png']],
		['https://example.com/w_10,h_20/a.jpg', ['https://example.com/w_10,h_20/a.jpg']],
		['https://example.com/a.jpg\nhttps://example.com/a.jpg', ['https://example.com/a.jpg', 'https://example.com/a.jpg']],
		['https://example.com/a.jpg,', ['https://example.com/a.jpg']],
		['https://example.com/a.jpg,\r\n,https://example.com/b.png;\n', ['https://example.com/a.jpg', 'https://example.com/b.png']],
		['https://example.com/a b.jpg https://example.com/c d.jpg', ['https://example.com/a%20b.jpg', 'https://example.com/c%20d.jpg']],
		['https://s3.example/a?sig=1,https://s3.example/b?sig=2', ['https://s3.example/a?sig=1', 'https://s3.example/b?sig=2']],
		[
			'https://cdn.example/c?of=https://a.example/1.png,https://a.example/2.png,https://cdn.example/c?of=https://a.example/3.png',
			['https://cdn.example/c?of=https://a.example/1.png,https://a.example/2.png', 'https://cdn.example/c?of=https://a.example/3.png'],
		],
		[['https://example.com/a.jpg', 'https://example.com/b.png'], ['https://example.com/a.jpg', 'https://example.com/b.png']],
	])('reads the URLs %j', (mediaUrls, media_urls) => {
		expect(compose({ mediaSource: 'url', mediaUrls })).toEqual({ type: 'mms', media_urls });
	});

	it('takes text beside the media, or none', () => {
		expect(compose({ mediaSource: 'mediaId', mediaIds: ID, text: '👍'.repeat(1600) }).text).toHaveLength(3200);
		expect(compose({ mediaSource: 'mediaId', mediaIds: ID, text: 'Look' })).toEqual({
			type: 'mms',
			text: 'Look',
			media_ids: [ID],
		});
	});

	it('leaves the files of the item to be uploaded', () => {
		expect(compose({ mediaSource: 'binary', binaryPropertyNames: 'data', text: 'Look' })).toEqual({ type: 'mms', text: 'Look' });
	});

	it('takes ten and refuses eleven', () => {
		expect(compose({ mediaSource: 'mediaId', mediaIds: ids(10) }).media_ids).toHaveLength(10);
		expect(refusal(() => compose({ mediaSource: 'mediaId', mediaIds: ids(11) }))).toEqual({
			message: "'Media IDs' contains 11 entries, but an MMS can have only 10",
			remedy: 'Remove 1.',
		});
	});

	it.each([
		[{ mediaSource: 'url', mediaUrls: ' ' }, "'Media URLs' is empty"],
		[{ mediaSource: 'url', mediaUrls: 'picture.jpg' }, '\'Media URLs\' is "picture.jpg", which isn\'t a web address'],
		[{ mediaSource: 'url', mediaUrls: 'https://example.com/a.jpg, b.jpg' }, '\'Media URLs\' is "b.jpg", which isn\'t a web address'],
		[{ mediaSource: 'url', mediaUrls: 'https://example.com/a.jpg\nb.jpg' }, '\'Media URLs\' is "b.jpg", which isn\'t a web address'],
		[{ mediaSource: 'url', mediaUrls: 'https://example.com/a.jpg www.example.com/b.jpg' }, '\'Media URLs\' is "www.example.com/b.jpg", which isn\'t a web address'],
		[{ mediaSource: 'mediaId', mediaIds: 'abc' }, '\'Media IDs\' is "abc", which isn\'t a UUID'],
		[{ mediaSource: 'mediaId', mediaIds: `${ID},${ID}` }, `'Media IDs' contains "${ID}" twice`],
		[{ mediaSource: 'mediaId', mediaIds: ID, text: 'a'.repeat(1601) }, "'Text' is 1,601 characters long; the limit is 1,600"],
		[{ mediaSource: 'mediaId', mediaIds: ID, text: {} }, '\'Text\' is "{}", which isn\'t text'],
	])('refuses %j', (values, message) => {
		expect(refusal(() => compose(values)).message).toBe(message);
	});
});

describe('refuseTooMuchMedia', () => {
	it('takes five megabytes together and refuses more', () => {
		const two = 2 * 1024 * 1024;
		expect(() => refuseTooMuchMedia([two, two, two / 2])).not.toThrow();
		expect(refusal(() => refuseTooMuchMedia([two, two, two])).message).toBe(
			"'Input Data Field Names' contains files of 6.0 MB in total, but an MMS can have only 5 MB",
		);
	});
});

describe('refuseMmsType', () => {
	const refuse = (type: string) => () => refuseMmsType({ label: 'Input Data Field Names', subject: 'names "data", where "a"', type, bytes: 1 });

	it.each([
		...['image/heic', 'image/heif', 'image/heic-sequence', 'image/svg+xml', 'text/html', 'text/javascript'],
		...['application/zip', 'application/x-zip-compressed', 'application/gzip', 'application/x-7z-compressed', 'application/vnd.rar', 'application/x-tar'],
		...['application/x-msdownload', 'application/x-executable', 'application/java-archive', 'application/vnd.android.package-archive'],
		...['application/x-dosexec', 'application/xhtml+xml', 'application/x-gtar', 'application/x-apple-diskimage'],
	])('refuses %s, which no MMS carries', (type) => {
		expect(refusal(refuse(type))).toEqual({
			message: `'Input Data Field Names' names "data", where "a" is of type ${type}, which an MMS can't carry`,
			remedy: 'Convert it to a common format, such as JPEG, PNG, MP4, MP3, or PDF, or send a link to it.',
		});
	});

	it.each(['a.tar.gz', 'a.TGZ', 'a.tar', 'a.dmg', 'a.jar', 'a.js', 'a.sh', 'a.xhtml', 'a.zip', 'a.7z', 'a.exe', 'a.apk'])('refuses %s of unknown type', (name) => {
		expect(refuse(mediaType('application/octet-stream', name))).toThrow(/which an MMS can't carry/);
	});

	it.each([
		...['image/jpeg', 'image/png', 'image/gif', 'image/bmp', 'image/tiff', 'image/webp', 'image/xcf'],
		...['video/mp4', 'video/3gpp', 'video/quicktime', 'audio/mpeg', 'audio/wav', 'audio/amr', 'audio/ogg'],
		...['text/plain', 'text/vcard', 'text/csv', 'application/pdf', 'application/vnd.ms-excel', 'application/msword'],
		...['application/octet-stream', ''],
	])('leaves "%s" to Plivo', (type) => {
		expect(refuse(type)).not.toThrow();
	});
});
