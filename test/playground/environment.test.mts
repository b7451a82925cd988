import { n8nEnvironment } from '../../playground/environment.mts';

const inherited = {
	PATH: '/usr/bin',
	HOME: '/home/ann',
	HTTP_PROXY: 'http://proxy:3128',
	NO_PROXY: 'intranet',
	PLIVO_AUTH_TOKEN: 'a-token-that-must-not-be-passed-on',
	N8N_ENCRYPTION_KEY: 'of another n8n',
	DB_TYPE: 'postgresdb',
	WEBHOOK_URL: 'https://another.example',
	npm_config_registry: 'https://packages.example',
	NODE_OPTIONS: '--inspect',
};

const environment = n8nEnvironment(inherited, { n8n: 5678, broker: 5999 }, '/data');

test('what belongs to the machine stays, what belongs to another n8n, to npm or to Plivo does not', () => {
	expect(environment).toMatchObject({ PATH: '/usr/bin', HOME: '/home/ann', HTTP_PROXY: 'http://proxy:3128' });
	for (const name of ['PLIVO_AUTH_TOKEN', 'N8N_ENCRYPTION_KEY', 'DB_TYPE', 'WEBHOOK_URL', 'npm_config_registry', 'NODE_OPTIONS']) {
		expect(environment).not.toHaveProperty(name);
	}
});

test('n8n listens on this machine only, and a proxy does not get between it and the sandbox', () => {
	expect(environment).toMatchObject({
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: '5678',
		N8N_RUNNERS_BROKER_PORT: '5999',
		N8N_USER_FOLDER: '/data',
		NO_PROXY: 'intranet,127.0.0.1,localhost',
	});
});
