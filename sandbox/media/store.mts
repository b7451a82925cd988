import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../clock.mts';
import { microsPerHour, microsPerMs } from '../plivoTime.mts';

/** A file in the media store, which messages of type mms can use by its id. */
export interface StoredMedia {
	mediaId: string;
	/** Auth id of the account or subaccount that uploaded it. */
	owner: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
	/** Microseconds since 1970 UTC. */
	uploadTime: number;
	/** Whether a message has been sent with it. */
	used: boolean;
}

/** Plivo's page on uploading media: a file that no message has used is deleted after six hours. */
const unusedRetentionMicros = 6 * microsPerHour;

/**
 * The uploaded files.
 *
 * Not known about live Plivo: how long a used file is kept (here: permanently), and whether a main account sees the files of its
 * subaccounts. Here it doesn't: a file belongs to the account that uploaded it.
 */
export class MediaStore {
	private readonly files: StoredMedia[] = [];

	constructor(private readonly clock: SandboxClock) {}

	add(owner: string, file: { fileName: string; contentType: string; bytes: Buffer }): StoredMedia {
		const stored = { ...file, mediaId: randomUUID(), owner, uploadTime: this.clock.now() * microsPerMs, used: false };
		this.files.push(stored);
		return stored;
	}

	/** The files of an account, newest first. Not known about live Plivo: their order. */
	ownedBy(owner: string): StoredMedia[] {
		const oldest = this.clock.now() * microsPerMs - unusedRetentionMicros;
		return this.files.filter((file) => file.owner === owner && (file.used || file.uploadTime > oldest)).reverse();
	}

	find(owner: string, mediaId: string): StoredMedia | undefined {
		return this.ownedBy(owner).find((file) => file.mediaId === mediaId);
	}

	clear(): void {
		this.files.length = 0;
	}
}
