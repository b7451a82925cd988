import { isAtPlivo } from '../../../nodes/Plivo/trigger/files';

it.each([
	['https://media.plivo.com/Account/MA/Message/1/Media/2', true],
	['HTTPS://MEDIA.PLIVO.COM:443/a', true],
	['http://media.plivo.com/a', false],
	['https://media.plivo.com:8443/a', false],
	['https://media.plivo.com.example/a', false],
	['https://example.com/media.plivo.com', false],
	['https://media.plivo.com@example.com/a', false],
	['https://a:b@media.plivo.com/a', false],
	['https://example.com\\@media.plivo.com/a', false],
	['https://example.com#@media.plivo.com/a', false],
	['http://169.254.169.254/latest/meta-data', false],
	['file:///etc/passwd', false],
	['', false],
])('%s: %j', (address, expected) => {
	expect(isAtPlivo(address)).toBe(expected);
});
