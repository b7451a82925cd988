import type { Api } from './api.mts';
import type { CallbackServer } from './callbacks/server.mts';
import { type Need, Skip } from './check.mts';
import type { Options } from './options.mts';
import type { Person } from './person.mts';
import type { Ledger } from './undo/ledger.mts';

/** Something that happens once in a run, for all checks that look at it: a message sent, a number linked, a person asked. */
export interface Scene<Result> {
	id: string;
	/** For the plan: what is sent or done, and what that changes. */
	does: string;
	/** How many messages it may send, for these options. */
	messages: (options: Options) => number;
	/** How many units of SMS those may be. */
	units?: (options: Options) => number;
	/** For the plan: what it changes at Plivo until the run ends. */
	changes?: string;
	play(stage: Stage): Promise<Result>;
}

/** How long the run waits for what comes by itself. */
export interface Timing {
	/** For a callback, and for the last state of a message. */
	arrivalMs: number;
	/** For a person at the phone. */
	personMs: number;
	/** After a message is known to have arrived, for the call that would report it. */
	graceMs: number;
	pollMs: number;
	/** Between two looks into the list of messages, and how many there are. */
	listPollMs: number;
	listPolls: number;
}

/** Waits so many milliseconds. @throws when the signal is aborted */
export type Sleep = (ms: number, stop: AbortSignal) => Promise<void>;

/** What checks and scenes work with. */
export class Stage {
	private readonly played = new Map<string, Promise<unknown>>();

	constructor(
		readonly options: Options,
		readonly api: Api,
		readonly ledger: Ledger,
		readonly person: Person,
		readonly timing: Timing,
		/** Marks everything that this run makes: eight hex digits. */
		readonly tag: string,
		private readonly server: CallbackServer | undefined,
		private readonly stop: AbortSignal,
		private readonly sleep: Sleep,
	) {}

	/** Plays a scene, unless that has begun before. A scene that failed isn't played again, so nothing is sent twice. */
	async play<Result>(scene: Scene<Result>): Promise<Result> {
		const before = this.played.get(scene.id);
		if (before !== undefined) return (await before) as Result;
		const playing = scene.play(this);
		this.played.set(scene.id, playing);
		return await playing;
	}

	/** @throws Skip without --public-url */
	get callbacks(): CallbackServer {
		if (this.server === undefined) throw new Skip(missing('--public-url'));
		return this.server;
	}

	get hasCallbacks(): boolean {
		return this.server !== undefined;
	}

	/** @throws Skip without --whatsapp */
	get whatsapp(): string {
		if (this.options.whatsapp === undefined) throw new Skip(missing('--whatsapp'));
		return this.options.whatsapp;
	}

	/** The phone that gets the messages. */
	get to(): string {
		return this.options.to[0] ?? '';
	}

	/**
	 * Waits until `look` finds something.
	 *
	 * @returns what it finds; undefined if it finds nothing within the time
	 * @throws when the run is stopped
	 */
	async until<Found>(look: () => Found | undefined | Promise<Found | undefined>, ms: number, pollMs = this.timing.pollMs): Promise<Found | undefined> {
		const end = Date.now() + ms;
		for (;;) {
			this.stop.throwIfAborted();
			const found = await look();
			if (found !== undefined) return found;
			if (Date.now() >= end) return undefined;
			await this.pause(pollMs);
		}
	}

	/** @throws when the run is stopped */
	async pause(ms: number): Promise<void> {
		this.stop.throwIfAborted();
		await this.sleep(ms, this.stop);
	}
}

/** Why a check is left out, for something that wasn't given. */
export function missing(need: Need): string {
	return need === 'you at the phone' ? 'nobody was at the phone (--wait 0)' : `needs ${need}`;
}

/** What isn't there for these options. */
export function missingNeeds(needs: readonly Need[], options: Options): Need[] {
	const there: Record<Need, boolean> = {
		'--public-url': options.publicUrl !== undefined,
		'--whatsapp': options.whatsapp !== undefined,
		'--waba': options.waba !== undefined,
		'a second --to': options.to.length > 1,
		'you at the phone': options.waitSeconds > 0,
	};
	return needs.filter((need) => !there[need]);
}
