import fc from 'fast-check';

import { errorFromResponse, errorFromNetworkFailure } from '../../../nodes/Plivo/client/failures/requestFailure';
import { secretsOf } from '../../../nodes/Plivo/errors/secrets';

const ID = 'MA0123456789ABCDEFGH';

it('no error repeats the token, however it is written, or a signature of n8n', () => {
	const token = fc.oneof(fc.stringMatching(/^[A-Za-z0-9]{20,40}$/), fc.stringMatching(/^[\x21-\x7e]{12,30}$/));
	const signature = fc.stringMatching(/^[0-9a-f]{64}$/);
	const filler = fc.string({ unit: 'grapheme', maxLength: 20 });
	fc.assert(
		fc.property(token, signature, fc.array(fc.tuple(filler, fc.nat(9)), { minLength: 1, maxLength: 6 }), (authToken, signed, parts) => {
			const basic = Buffer.from(`${ID}:${authToken}`).toString('base64');
			const address = `https://n8n.example/webhook-waiting/1/x?run=0&signature=${signed}`;
			const forms = [authToken, encodeURIComponent(authToken), `Basic ${basic}`, basic, Buffer.from(authToken).toString('base64'), address];
			forms.push(encodeURIComponent(address), JSON.stringify({ signature: signed }), basic.replace(/=+$/, ''), JSON.stringify(authToken));
			const text = parts.map(([before, form]) => `${before} ${forms[form] ?? ''} `).join('');
			const secrets = [authToken, basic.replace(/=+$/, ''), signed];
			const body = { error: text };
			const of = secretsOf(ID, authToken);
			const error = { httpCode: '400', cause: { response: { status: 400, headers: {}, data: body } } };
			for (const said of [errorFromResponse(400, body, undefined, of), errorFromNetworkFailure(error, of)]) {
				for (const secret of secrets) expect(said.text + said.message).not.toContain(secret);
			}
		}),
		{ numRuns: 1000 },
	);
});

it.each([
	['dst parameter is not valid', 'dst parameter is not valid'],
	['Basic Dm9pY2U6c2VjcmV0cw== is wrong', 'Basic … is wrong'],
	['url https://a.b/c?signature=0a1b2c&d=1 is wrong', 'url https://a.b/c?signature=…&d=1 is wrong'],
	['the signature is missing', 'the signature is missing'],
	['signature: required', 'signature: required'],
])('%j is said as %j', (text, expected) => {
	expect(errorFromResponse(400, { error: text }).text).toBe(expected);
});

it('a secret is masked before the text is shortened', () => {
	const authToken = 'abcdefghijklmnopqrstuvwxyz';
	const { text } = errorFromResponse(400, { error: `${'x'.repeat(490)}${authToken}` }, undefined, secretsOf(ID, authToken));
	expect(text).toBe(`${'x'.repeat(490)}…`);
});
