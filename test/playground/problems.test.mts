import { portProblem } from '../../playground/ports.mts';
import { npmProblem } from '../../scripts/npm.mjs';
import { nodeProblem } from '../../scripts/setup.mjs';

const context = { needs: 'about 3 GB', cwd: '/home/ann/n8n', log: '/home/ann/npm.log' };

test.each([
	['npm error code ENOSPC\nnpm error syscall write', /^The disk is full: about 3 GB must be free in \/home\/ann\/n8n\./],
	['npm error code ENOTFOUND\nnpm error network request to x failed', /^The npm registry can't be reached \(ENOTFOUND\)/],
	['npm error code ECONNREFUSED', /^The npm registry can't be reached \(ECONNREFUSED\)/],
	['npm ERR! code EACCES', /^npm isn't allowed to write to \/home\/ann\/n8n/],
	['npm error code E404\nnpm error 404 Not Found - x', /^npm ci failed \(404 Not Found - x\)\. .*\/home\/ann\/npm\.log/],
	['', /^npm ci failed\. .*\/home\/ann\/npm\.log/],
])('what npm said: %j', (output, expected) => {
	const line = npmProblem('npm ci', output, context);
	expect(line).toMatch(expected);
	expect(line).not.toContain('\n');
});

test.each(['18.20.8', '20.18.3'])('Node %s is too old, in one line with the remedy', (version) => {
	expect(nodeProblem(version)).toBe(
		`Node ${version} is too old. Install Node 20.19 or newer (https://nodejs.org) and run the same command again.`,
	);
});

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s will do', (version) => {
	expect(nodeProblem(version)).toBeUndefined();
});

test('a port in use names the port, the variable and one that sets it', () => {
	const error = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
	expect(portProblem(error, 5678, 'N8N_PORT')).toMatchObject({
		message: expect.stringMatching(/^Port 5678 is in use\. .*N8N_PORT=5679 npm start/),
	});
	const other = new Error('something else');
	expect(portProblem(other, 5678, 'N8N_PORT')).toBe(other);
});
