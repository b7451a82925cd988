import { allOf, field } from '../api.mts';
import type { Call } from '../callbacks/server.mts';
import { Skip } from '../check.mts';
import type { Scene, Stage } from '../stage.mts';
import { applicationId, linkOf } from '../undo/undo.mts';
import { createApplication, idOf, prefixOf } from './application.mts';

/** What an application says about calls; copied, so that calls to the number go on as before while it is linked to ours. */
const VOICE = ['answer_url', 'answer_method', 'hangup_url', 'hangup_method', 'fallback_answer_url', 'fallback_method'];

export interface Borrowed {
	appId: string;
	/** The path that its application's message URL has here; nothing is called without --public-url. */
	path: string;
}

/**
 * Links --from to an application of this run. Only if nothing answers messages to it: a number in use isn't touched.
 */
export const borrowedNumber: Scene<Borrowed> = {
	id: 'link of --from',
	does: 'links --from to an application of this run',
	messages: () => 0,
	changes: 'the application that answers --from, which must have no message URL; set back at the end',
	async play(stage) {
		const { from } = stage.options;
		const former = await linkOf(stage.api, from).catch(() => {
			throw new Skip("--from isn't a number that this account rents, so it can't be linked");
		});
		const voice = await voiceOf(stage, former);
		const path = `/message/${stage.tag}`;
		const message = stage.hasCallbacks ? { message_url: stage.callbacks.address(path), message_method: 'POST' } : {};
		const appId = idOf(await createApplication(stage, `${prefixOf(stage)}in`, { ...voice, ...message }));
		stage.ledger.number = { number: from, formerApplication: former };
		const linked = await stage.api.repeated('POST', `Number/${from}/`, { app_id: appId });
		if (applicationId(await linkOf(stage.api, from)) !== appId) throw new Skip(`Plivo didn't link the number (HTTP ${linked.status})`);
		return { appId, path };
	},
};

/** @throws Skip if the number is in use, or couldn't be set back */
async function voiceOf(stage: Stage, former: string | null): Promise<Record<string, unknown>> {
	if (former === null) return {};
	const id = applicationId(former);
	if (id === undefined) throw new Skip('something other than an application answers --from, which this run could not set back');
	const application = await stage.api.get(`Application/${id}/`);
	if (application.status !== 200) throw new Skip('the application that answers --from could not be read');
	if (field(application, 'message_url')) throw new Skip('--from is in use: its application has a message URL. Take a number that answers no messages');
	return Object.fromEntries(VOICE.flatMap((key) => (field(application, key) ? [[key, field(application, key)]] : [])));
}

/** What happened to an SMS that someone sent to --from. */
export interface IncomingSms {
	/** How it was reported; undefined if it wasn't. */
	call: Call | undefined;
	/** Whether it is in the list of messages. */
	isListed: boolean;
}

/** Someone sends an SMS to --from. */
export const incomingSms: Scene<IncomingSms> = {
	id: 'SMS from you',
	does: 'asks you to send an SMS from --to to --from',
	messages: () => 0,
	async play(stage) {
		const { path } = await stage.play(borrowedNumber);
		const since = new Date(Date.now() - 60_000).toISOString().slice(0, 19).replace('T', ' ');
		stage.person.ask({ kind: 'text', from: stage.to, to: stage.options.from });
		let isListed = false;
		let looks = 0;
		const look = async (): Promise<Call | undefined> => stage.callbacks.to(path)[0];
		const end = Date.now() + stage.timing.personMs;
		let call: Call | undefined;
		while (call === undefined && !isListed && Date.now() < end) {
			call = await stage.until(look, Math.min(stage.timing.listPollMs, end - Date.now()));
			if (call === undefined && looks < MAX_LOOKS) {
				looks += 1;
				isListed = await isInList(stage, since);
			}
		}
		// It has arrived at Plivo: the call comes soon or never.
		if (call === undefined && isListed) call = await stage.until(look, stage.timing.graceMs);
		return { call, isListed };
	},
};

/** The list of messages may be read 20 times a minute, by all programs together. */
const MAX_LOOKS = 8;

async function isInList(stage: Stage, since: string): Promise<boolean> {
	const query = { message_direction: 'inbound', message_type: 'sms', message_time__gte: since, limit: '20' };
	const answer = await stage.api.listMessages(query);
	const objects = field(answer, 'objects');
	return Array.isArray(objects) && objects.some((one) => endsLike(field(one, 'from_number'), stage.to) && endsLike(field(one, 'to_number'), stage.options.from));
}

function endsLike(shown: unknown, digits: string): boolean {
	return String(shown).replace(/\D/g, '').endsWith(digits.slice(-7));
}

/** The Powerpack that has --from in its pool and an application of its own. @throws Skip if there is none */
export async function powerpackWithApplication(stage: Stage): Promise<void> {
	for (const powerpack of await allOf(stage.api, 'Powerpack/')) {
		if (!field(powerpack, 'application_id')) continue;
		const [, pool] = /NumberPool\/([^/]+)\//.exec(String(field(powerpack, 'number_pool'))) ?? [];
		if (pool === undefined) continue;
		const numbers = await allOf(stage.api, `NumberPool/${pool}/Number/`);
		if (numbers.some((one) => String(field(one, 'number')).replace(/\D/g, '') === stage.options.from)) return;
	}
	throw new Skip('--from is in no Powerpack that has an application');
}
