import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import { owner } from './owner.mts';
import { loopback } from './ports.mts';

// Variables for a user's own n8n, npm or shell must not change this n8n. It doesn't need the Plivo token here either, because it gets
// it as a credential.
const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|VUE_APP_|NODES_|NODE_OPTIONS$|npm_|PLIVO_)/i;

// n8n's timeouts for itself, its database and its task runners are seconds, so that a problem in production is noticed soon. On a
// slow or busy machine, they expire without any problem: requests get "Database is not ready!", expressions and Code nodes end.
const patience = {
	DB_PING_TIMEOUT_MS: '300000',
	N8N_EXPRESSION_ENGINE_TIMEOUT: '60000',
	N8N_RUNNERS_TASK_REQUEST_TIMEOUT: '300',
	N8N_RUNNERS_TASK_ACCEPT_TIMEOUT: '60',
	N8N_RUNNERS_HEARTBEAT_INTERVAL: '300',
	N8N_RUNNERS_GRANT_TOKEN_TTL: '300',
};

/**
 * The folder in which n8n lets workflows read and write files: `.n8n-files`, as in every n8n 2, but next to the other data of this n8n
 * and not in the user's home folder.
 */
export function filesFolderOf(userFolder: string): string {
	return join(userFolder, '.n8n-files');
}

/**
 * @param inherited the environment to start from
 * @param ports of n8n itself and of the broker that hands code to its task runners
 * @param userFolder where n8n keeps its data, including its encryption key
 * @returns n8n's environment: on loopback, with its owner, without calls to the internet
 */
export function n8nEnvironment(
	inherited: Record<string, string | undefined>,
	ports: { n8n: number; broker: number },
	userFolder: string,
): Record<string, string | undefined> {
	const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !foreign.test(name)));
	return {
		...kept,
		...patience,
		NO_PROXY: [kept.NO_PROXY, loopback, 'localhost'].filter(Boolean).join(','),
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: loopback,
		N8N_LISTEN_ADDRESS: loopback,
		N8N_PORT: String(ports.n8n),
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_SECURE_COOKIE: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: owner.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: owner.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: hashSync(owner.password, 10),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_RESTRICT_FILE_ACCESS_TO: filesFolderOf(userFolder),
	};
}
