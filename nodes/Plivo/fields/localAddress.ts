import { parseUrl } from './parseUrl';

const IPV4 = /^\d+(\.\d+){3}$/;

/** Whether an address is on this machine or in a private network, which Plivo's servers can't reach. */
export function isLocalAddress(address: string): boolean {
	const hostname = parseUrl(address)?.hostname;
	if (hostname === undefined) return false;
	return (
		/^(localhost|.*\.(localhost|local|internal|lan)|\[::1?\]|\[f[cd].*\]|\[fe80.*\])$/i.test(hostname) ||
		(IPV4.test(hostname) && /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(hostname)) ||
		!/[.:]/.test(hostname)
	);
}
