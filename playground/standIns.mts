import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import { startChatModel, type ChatModel } from './chatModel.mts';
import type { Ends } from './ends.mts';
import { hurriedClock } from './hurriedClock.mts';
import { PHONE } from './numbers.mts';
import { portProblem } from './ports.mts';
import type { PlivoEndpoint } from './provision.mts';
import type { PlivoAccount } from './settings.mts';

/** What n8n talks to here, instead of Plivo and a language model. */
export interface StandIns {
	plivo: PlivoEndpoint;
	/** Undefined with real Plivo. */
	sandbox: Sandbox | undefined;
	/** The stand-in for a language model. Undefined with real Plivo. */
	chatModel: ChatModel | undefined;
}

export interface StandInOptions {
	/** Of the sandbox. Undefined: any free one. */
	port: number | undefined;
	/** The address that they listen on. Default: this machine only. */
	host?: string;
	/** Where n8n reaches the sandbox. Default: where it listens. */
	publicUrl?: string | undefined;
	/** Whether Plivo's retries of a webhook come sooner than in reality, because no one is watching. */
	hurried?: boolean;
}

/**
 * Starts the sandbox and the stand-in for a language model, unless there is a real account.
 *
 * @param running gets what stops them
 * @throws {UserError} the port is in use
 */
export async function startStandIns(account: PlivoAccount | undefined, options: StandInOptions, running: Ends): Promise<StandIns> {
	if (account) {
		const { authId, authToken } = account;
		return { plivo: { authId, authToken, baseUrl: 'https://api.plivo.com', real: true }, sandbox: undefined, chatModel: undefined };
	}
	const { host, publicUrl } = options;
	const sandbox = await openSandbox(options);
	running.push(async () => await sandbox.close());
	const chatModel = await startChatModel(host, publicUrl && new URL(publicUrl).hostname);
	running.push(async () => await chatModel.close());
	return { plivo: { ...sandbox.account, baseUrl: publicUrl ?? sandbox.url, real: false }, sandbox, chatModel };
}

async function openSandbox({ hurried, ...options }: StandInOptions): Promise<Sandbox> {
	try {
		const sandbox = await startSandbox({ ...options, ...(hurried && { clock: hurriedClock() }) });
		// As if its owner had just written on WhatsApp. Otherwise, only templates would reach it.
		sandbox.openConversation(PHONE);
		return sandbox;
	} catch (error) {
		throw portProblem(error, options.port, 'SANDBOX_PORT');
	}
}
