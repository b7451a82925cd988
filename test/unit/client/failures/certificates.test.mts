import { createServer, request, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

import { errorFromNetworkFailure } from '../../../../nodes/Plivo/client/failures/requestFailure';
import { certificate, revocationList, type Certificate } from '../../../certificates.mts';

const root = certificate({ name: 'Root', ca: true });
const chained = (...chain: Certificate[]) => ({ cert: chain.map(({ cert }) => cert).join(''), key: chain[0]?.key ?? '' });

const lower = certificate({ name: 'Lower', issuer: root, ca: true });
const shallow = certificate({ name: 'Shallow', ca: true, pathLength: 0 });
const tooDeep = certificate({ name: 'Too deep', issuer: shallow, ca: true });
const good = certificate({ issuer: root });
const other = certificate({ name: 'Other', ca: true });

/** What a server shows, what the client knows, and what Node says of it. */
const table: Array<[code: string, server: { cert: string; key: string }, client: RequestOptions]> = [
	['DEPTH_ZERO_SELF_SIGNED_CERT', certificate(), {}],
	['SELF_SIGNED_CERT_IN_CHAIN', chained(certificate({ issuer: other }), other), { ca: root.cert }],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', good, {}],
	['UNABLE_TO_GET_ISSUER_CERT', certificate({ issuer: lower }), { ca: lower.cert }],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', chained(certificate({ issuer: lower }), lower), {}],
	['CERT_HAS_EXPIRED', certificate({ issuer: root, from: -9, to: -8 }), { ca: root.cert }],
	['CERT_NOT_YET_VALID', certificate({ issuer: root, from: 8, to: 9 }), { ca: root.cert }],
	['CERT_SIGNATURE_FAILURE', certificate({ issuer: root, forged: true }), { ca: root.cert }],
	['CERT_REVOKED', good, { ca: root.cert, crl: revocationList(root, [good]) }],
	['CRL_HAS_EXPIRED', good, { ca: root.cert, crl: revocationList(root, [], -9, -8) }],
	['CRL_NOT_YET_VALID', good, { ca: root.cert, crl: revocationList(root, [], 8, 9) }],
	['UNABLE_TO_GET_CRL', good, { ca: root.cert, crl: revocationList(other, []) }],
	['INVALID_PURPOSE', certificate({ issuer: root, forClients: true }), { ca: root.cert }],
	['PATH_LENGTH_EXCEEDED', chained(certificate({ issuer: tooDeep }), tooDeep), { ca: shallow.cert }],
	['ERR_TLS_CERT_ALTNAME_INVALID', certificate({ name: 'elsewhere.example', issuer: root }), { ca: root.cert }],
];

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('by %s, a certificate that Node does not accept', (version) => {
	it.each(table)('%s: nothing has left, and it is not tried again', async (code, { cert, key }, client) => {
		const server = createServer({ cert, key, minVersion: version, maxVersion: version });
		let asked = 0;
		let bytes = 0;
		server.on('request', () => (asked += 1)).on('secureConnection', (socket) => void socket.on('data', ({ length }) => (bytes += length)));
		server.on('tlsClientError', () => undefined);
		await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;

		const error = await new Promise<Error & { code?: string }>((resolve, reject) => {
			const sent = request({ host: '127.0.0.1', port, servername: 'localhost', method: 'POST', agent: false, ...client });
			sent.on('error', resolve).on('response', () => reject(new Error('The certificate was accepted')));
			sent.end('{"text":"Hi"}');
		});
		// The server has ended all connections, so it has seen all that came.
		await new Promise((resolve) => server.close(resolve));

		expect(error.code).toBe(code);
		expect([asked, bytes]).toEqual([0, 0]);
		expect(errorFromNetworkFailure({ cause: { cause: error } })).toMatchObject({ outcome: 'notSent', kind: 'insecure', text: code });
	});
});
