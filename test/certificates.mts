import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A certificate of a test, and the key that belongs to it, both as PEM. */
export interface Certificate {
	cert: string;
	key: string;
	name: string;
	privateKey: KeyObject;
	serial: number;
}

export interface CertificateOptions {
	/** The common name, and for a server the only alternative name as well. */
	name?: string;
	/** Who signs it; itself when left out. */
	issuer?: Certificate;
	/** Days from now on from which to which it is good. */
	from?: number;
	to?: number;
	/** Whether it may sign others. */
	ca?: boolean;
	/** How many authorities may stand below this one. */
	pathLength?: number;
	/** For clients only, so that no server may use it. */
	forClients?: boolean;
	/** A signature that does not fit. */
	forged?: boolean;
}

let lastSerial = 0;

/** Makes an X.509 certificate (RFC 5280), with a key on the curve P-256: Node has no call for it, and OpenSSL may not be there. */
export function certificate(options: CertificateOptions = {}): Certificate {
	const { name = 'localhost', issuer, from = -1, to = 30, ca = false, pathLength, forClients = false, forged = false } = options;
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const serial = ++lastSerial;
	const extensions = [
		extension([0x55, 0x1d, 0x13], sequence(...(ca ? [der(0x01, [0xff])] : []), ...(pathLength === undefined ? [] : [integer(pathLength)]))),
		...(ca ? [] : [extension([0x55, 0x1d, 0x11], sequence(der(0x82, name), der(0x87, [127, 0, 0, 1])))]),
		...(forClients ? [extension([0x55, 0x1d, 0x25], sequence(der(0x06, [0x2b, 6, 1, 5, 5, 7, 3, 2])))] : []),
	];
	const content = sequence(
		der(0xa0, integer(2)),
		integer(serial),
		ECDSA_WITH_SHA256,
		distinguishedName(issuer?.name ?? name),
		sequence(time(from), time(to)),
		distinguishedName(name),
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(...extensions)),
	);
	const signed = signedBy(forged ? privateKey : (issuer?.privateKey ?? privateKey), content);
	const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	return { cert: pem('CERTIFICATE', signed), key, name, privateKey, serial };
}

/** A list of certificates that their authority has revoked, as PEM. */
export function revocationList(issuer: Certificate, revoked: Certificate[], from = -1, to = 30): string {
	const entries = revoked.map(({ serial }) => sequence(integer(serial), time(from)));
	const content = sequence(
		integer(1),
		ECDSA_WITH_SHA256,
		distinguishedName(issuer.name),
		time(from),
		time(to),
		...(entries.length === 0 ? [] : [sequence(...entries)]),
	);
	return pem('X509 CRL', signedBy(issuer.privateKey, content));
}

function signedBy(key: KeyObject, content: Buffer): Buffer {
	return sequence(content, ECDSA_WITH_SHA256, der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', content, key)])));
}

function der(tag: number, content: Buffer | number[] | string): Buffer {
	const bytes = Buffer.from(content as string);
	const { length } = bytes;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), bytes]);
}

function sequence(...parts: Buffer[]): Buffer {
	return der(0x30, Buffer.concat(parts));
}

function integer(value: number): Buffer {
	return der(0x02, value < 128 ? [value] : [value >> 8, value & 0xff]);
}

const ECDSA_WITH_SHA256 = sequence(der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));

function distinguishedName(commonName: string): Buffer {
	return sequence(der(0x31, sequence(der(0x06, [0x55, 4, 3]), der(0x0c, commonName))));
}

function time(days: number): Buffer {
	const text = new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, '');
	return der(0x18, text);
}

function extension(id: number[], value: Buffer): Buffer {
	return sequence(der(0x06, id), der(0x04, value));
}

function pem(label: string, content: Buffer): string {
	const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
	return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
