import { crc32, deflateSync } from 'node:zlib';
import { type Answer, field, objectsOf } from '../api.mts';
import type { Call } from '../callbacks/server.mts';
import { Skip } from '../check.mts';
import type { Scene, Stage } from '../stage.mts';
import { endingOfSent, hasArrived, sendWhatsapp, written } from './whatsapp.mts';
import type { Ending, Sent } from './sending.mts';

/** More than two decimal megabytes, less than two binary ones. */
const BETWEEN_BYTES = 2_050_000;

export interface Upload {
	answer: Answer;
	/** The entry of the file in the answer; undefined if there is none. */
	stored: unknown;
	bytes: number;
	isAccepted: boolean;
}

/** A small picture in Plivo's media store. */
export const smallUpload: Scene<Upload> = {
	id: 'small upload',
	does: 'uploads a small picture',
	messages: () => 0,
	changes: 'the media store; Plivo deletes files that no message uses after six hours',
	play: async (stage) => await upload(stage, 0),
};

/** A picture whose size is over two megabytes, or not, depending on what a megabyte is. */
export const largeUpload: Scene<Upload> = {
	id: 'large upload',
	does: `uploads a picture of ${BETWEEN_BYTES.toLocaleString('en-US')} bytes`,
	messages: () => 0,
	changes: smallUpload.changes ?? '',
	async play(stage) {
		const small = await stage.play(smallUpload);
		if (!small.isAccepted) throw new Skip('Plivo did not store a small picture');
		return await upload(stage, BETWEEN_BYTES);
	},
};

export interface Fetched {
	hasQuery: boolean;
	sent: Sent;
	ending: Ending | undefined;
	/** The requests for the file. */
	calls: Call[];
}

/** WhatsApp messages with a picture by its address: with a query like that of n8n's signed links, and if that fails, without. */
export const fileLinks: Scene<Fetched[]> = {
	id: 'WhatsApp picture by link',
	does: 'a WhatsApp message with a picture by its address, with a query like that of links from n8n; if it fails, one without',
	messages: () => 2,
	async play(stage) {
		await stage.play(written);
		const withQuery = await sendLink(stage, true);
		return hasArrived(withQuery) ? [withQuery] : [withQuery, await sendLink(stage, false)];
	},
};

async function sendLink(stage: Stage, hasQuery: boolean): Promise<Fetched> {
	// n8n's own links have no extension in their path, and a JSON web token in their query.
	const path = `/file/${stage.tag}/${hasQuery ? 'signed' : 'plain.png'}`;
	const query = hasQuery ? `?token=${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${'x'.repeat(90)}.${'y'.repeat(43)}` : '';
	stage.callbacks.serve(path, { contentType: 'image/png', bytes: picture(0) });
	const sent = await sendWhatsapp(stage, { media_urls: [stage.callbacks.address(path + query)] });
	return { hasQuery, sent, ending: await endingOfSent(stage, sent), calls: stage.callbacks.to(path) };
}

async function upload(stage: Stage, atLeastBytes: number): Promise<Upload> {
	const bytes = picture(atLeastBytes);
	stage.ledger.uploads += 1;
	const answer = await stage.api.upload(new File([bytes], `conformance-${stage.tag}.png`, { type: 'image/png' }));
	const [stored] = objectsOf(answer);
	const isAccepted = answer.status < 300 && stored !== undefined && Number(field(stored, 'status_code') ?? 201) < 300;
	return { answer, stored, bytes: bytes.length, isAccepted };
}

/** A white pixel as a PNG of exactly so many bytes, or as few as possible. What fills it up stands in a chunk that viewers skip. */
function picture(bytes: number): Buffer {
	const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
	const parts = (filling: number) => [
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		...(filling > 0 ? [chunk('fiLl', Buffer.alloc(filling))] : []),
		chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
		chunk('IEND', Buffer.alloc(0)),
	];
	const least = Buffer.concat(parts(0)).length;
	return Buffer.concat(parts(Math.max(0, bytes - least - CHUNK_FRAME_BYTES)));
}

/** Length, name and checksum of a chunk. */
const CHUNK_FRAME_BYTES = 12;

function chunk(name: string, data: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}
