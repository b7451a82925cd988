// Loaded into n8n's process before n8n (NODE_OPTIONS=--import): leads connections to Plivo to the sandbox on this machine,
// because the address of n8n's built-in Plivo node can't be changed. The name that is asked for and checked stays Plivo's.
import tls from 'node:tls';

const plivo = 'api.plivo.com';
const port = Number(process.env.BENCH_SANDBOX_PORT);
const connect = tls.connect.bind(tls);

const led = (...args: unknown[]): tls.TLSSocket => {
	const [options, ...rest] = args as [tls.ConnectionOptions, (() => void)?];
	if (options?.host !== plivo) return Reflect.apply(connect, tls, args);
	return connect({ ...options, servername: plivo, host: '127.0.0.1', port }, ...rest);
};
Object.assign(tls, { connect: led });
