import type { PlivoClient } from '../../../nodes/Plivo/client/plivoClient';
import { uploadMedia, type UploadFile } from '../../../nodes/Plivo/client/upload';

const FILE: UploadFile = { fileName: 'a.jpg', mimeType: 'image/jpeg', data: Buffer.from('x') };

async function upload(response: unknown, count = 1): Promise<unknown> {
	const client = { upload: async () => response } as unknown as PlivoClient;
	return await uploadMedia(client, Array<() => Promise<UploadFile>>(count).fill(async () => FILE)).catch((error: Error) => error.message);
}

it.each<[string, unknown, unknown]>([
	['as Plivo says', { media_id: 'm', status_code: 201, size: 7 }, [{ media_id: 'm', status_code: 201, size: 7 }]],
	['with less', { media_id: 'm' }, [{ media_id: 'm' }]],
	['with numbers as text', { media_id: 7, status_code: '201' }, [{ media_id: '7', status_code: '201' }]],
	['turned down', { file_name: 'a.jpg', error_message: 'too large', status_code: 413 }, 'a.jpg: too large'],
	['turned down with an ID', { media_id: 'm', status_code: '413', status: 'failed' }, 'A file: failed'],
	['turned down without words', { file_name: 7, error_message: { code: 1 } }, '7: code: 1'],
	['with no ID that is one', { file_name: 'a.jpg', media_id: {} }, 'a.jpg: not accepted'],
	['as no record', null, 'A file: not accepted'],
	['as text', 'm', 'A file: not accepted'],
])('a file %s', async (_, record, expected) => {
	expect(await upload({ objects: [record] })).toEqual(expected);
});

it.each<[string, unknown, string]>([
	['says nothing of them', {}, 'it has no list of records'],
	['has no list', { objects: { media_id: 'm' } }, 'it has no list of records'],
	['has an empty list', { objects: [] }, 'Plivo accepted 0 of 2 files'],
	['has null', { objects: null }, 'Plivo accepted 0 of 2 files'],
	['names too few', { objects: [{ media_id: 'm' }] }, 'Plivo accepted 1 of 2 files'],
	['names one more', { objects: [{ media_id: 'a' }, { media_id: 'b' }, { media_id: 'c' }] }, 'it names 3 files, but 2 were uploaded'],
])('an answer about two files that %s', async (_, response, expected) => {
	expect(await upload(response, 2)).toBe(expected);
});
