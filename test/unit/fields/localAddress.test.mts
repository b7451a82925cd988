import { isLocalAddress } from '../../../nodes/Plivo/fields/localAddress';

describe('isLocalAddress', () => {
	it.each([
		'http://localhost:5678/x',
		'http://n8n:5678',
		'http://n8n.local',
		'http://10.1.2.3',
		'http://127.0.0.1:5678/webhook',
		'https://169.254.1.1',
		'https://172.16.0.1',
		'https://172.31.255.1',
		'https://192.168.178.20:5678',
		'http://[::1]:5678',
		'http://[fd00::1]',
	])('says so of %s', (address) => {
		expect(isLocalAddress(address)).toBe(true);
	});

	it.each([
		'https://n8n.example.com',
		'https://10.example.com',
		'https://192.168.example.com',
		'https://203.0.113.7',
		'https://172.32.0.1',
		'https://[2001:db8::1]',
		'no address',
	])('does not of %s', (address) => {
		expect(isLocalAddress(address)).toBe(false);
	});
});
