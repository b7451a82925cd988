import { randomBytes } from 'node:crypto';
import { signatureHeaders } from '../../../sandbox/signature.mts';
import { callWebhook, smsParams } from './plivoCalls.mts';

type Forgery = (url: string, i: number) => { headers: Record<string, string>; body?: string; method?: string; to?: string };

const form = (changes: Record<string, string> = {}) => new URLSearchParams({ ...(smsParams() as Record<string, string>), ...changes }).toString();

/** Signed with a made-up token. */
function signed(url: string): Record<string, string> {
	return signatureHeaders({ method: 'POST', url, params: smsParams() }, { owner: 'made-up', main: 'made-up' });
}

function v2Only(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name.includes('V2')));
}

export const kinds: Forgery[] = [
	() => ({ headers: {} }),
	(url) => ({ headers: signed(url) }),
	(url) => ({ headers: v2Only(signed(url)) }),
	(url) => ({ headers: signed(url), method: 'GET', to: `${url}?${form()}` }),
	() => ({ headers: { 'x-plivo-signature-v3': randomBytes(32).toString('base64'), 'x-plivo-signature-v3-nonce': '1' } }),
	() => ({ headers: { 'x-plivo-signature-ma-v3': ','.repeat(2_000), 'x-plivo-signature-v3-nonce': 'n'.repeat(2_000) } }),
	(url, i) => ({ headers: { ...signed(url), 'content-type': ['application/json', 'text/plain', '', 'x/y; charset=utf-16'][i % 4] ?? '' }, body: form() }),
	() => ({ headers: { 'content-type': 'application/json' }, body: '{"MessageUUID": "x", "__proto__": {"Status": "sent"}' }),
	() => ({ headers: { 'content-type': 'application/json' }, body: `${'['.repeat(5_000)}${']'.repeat(5_000)}` }),
	// Well-formed, because n8n 2.41 never answers broken XML, with any node: its parser's error isn't caught.
	() => ({ headers: { 'content-type': 'application/xml' }, body: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
	() => ({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\ncontent-disposition: form-data; name="MessageUUID"\r\n\r\nu\r\n--x--' }),
	() => ({ headers: { 'content-encoding': 'gzip' }, body: 'not gzip' }),
	(url) => ({ headers: signed(url), body: `${form()}&Text=${'x'.repeat(200_000)}` }),
	(url) => ({ headers: signed(url), body: Array.from({ length: 5_000 }, (_, n) => `k${n}=v`).join('&') }),
	(url) => ({ headers: signed(url), body: '%E0%A4%A&%=%&=&&a=%00%FF' }),
	(url) => ({ headers: signed(url), body: '' }),
	(url) => ({ headers: { ...signed(url), 'x-forwarded-host': 'localhost', host: 'localhost' } }),
	(url) => ({ headers: signed(url), to: `${url}?MessageUUID=1&${'a=1&'.repeat(500)}` }),
	(url, i) => ({ headers: signed(url), method: ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'][i % 5] }),
	() => ({ headers: {}, body: randomBytes(2_000).toString('latin1') }),
];

/** Calls a webhook this many times in many wrong ways, twenty at a time. @throws {Error} if a call was accepted or never answered */
export async function forgeries(url: string, count: number): Promise<void> {
	for (let start = 0; start < count; start += 20) {
		const batch = Array.from({ length: Math.min(20, count - start) }, async (_, offset) => {
			const i = start + offset;
			const { headers, body, method, to = url } = kinds[i % kinds.length]?.(url, Math.floor(i / kinds.length)) ?? { headers: {} };
			const { status } = await callWebhook(to, headers, body, method);
			// OPTIONS is n8n's own answer to browsers.
			if (status < 400 && method !== 'OPTIONS') throw new Error(`Forgery ${i % kinds.length} was answered with ${status}`);
		});
		await Promise.all(batch);
	}
}
