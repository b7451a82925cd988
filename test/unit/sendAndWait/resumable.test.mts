import { commonPath, isBeforeVersion2, withoutLastSegment } from '../../../nodes/Plivo/sendAndWait/resumable';

it.each([
	['https://a.example/rest', 'https://a.example/webhook-waiting/1/node', ''],
	['https://a.example/n8n/rest', 'https://a.example/n8n/webhook-waiting/1/node', '/n8n'],
	['https://a.example/n8n/rest', 'https://a.example/n8n/wait/1/node?signature=x', '/n8n'],
	['https://a.example/a/b/rest/', 'https://a.example/a/b/webhook-waiting/1/node', '/a/b'],
	['https://a.example//n8n//rest', 'https://a.example/n8n/webhook-waiting/1/node', '/n8n'],
	// Endpoints that were moved, which n8n answers at
	['https://a.example/rest', 'https://a.example/n8n/webhook-waiting/1/node', ''],
	['https://a.example/n8n/rest', 'https://a.example/webhook-waiting/1/node', ''],
	['', 'https://a.example/n8n/webhook-waiting/1/node', ''],
])('the addresses %j and %j have the path %j in common', (one, other, path) => {
	expect(commonPath(one, other)).toBe(path);
	expect(commonPath(other, one)).toBe(path);
});

it.each([
	['https://a.example/rest', 'https://a.example/rest/waiting/1/node', ''],
	['https://a.example/rest/', 'https://a.example/rest/waiting/1/node?signature=x', ''],
	['https://a.example/n8n/rest', 'https://a.example/n8n/rest/waiting/1/node', '/n8n'],
	['https://a.example/n8n/rest', 'https://a.example/n8n/webhook-waiting/1/node', '/n8n'],
	['https://a.example/rest', 'https://a.example/webhook-waiting/1/node', ''],
])('with the REST API at %j and executions that wait at %j, n8n has the path %j', (rest, waiting, path) => {
	expect(commonPath(withoutLastSegment(rest), waiting)).toBe(path);
});

it('n8n before 2.0 is told by the type of node that 2.0 dropped', () => {
	expect(isBeforeVersion2({ START_NODE_TYPE: 'n8n-nodes-base.start' })).toBe(true);
	expect(isBeforeVersion2({ WAIT_NODE_TYPE: 'n8n-nodes-base.wait' })).toBe(false);
});
