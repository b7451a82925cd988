const { availableParallelism } = require('node:os');
const { dirname } = require('node:path');

const rootDir = dirname(__dirname);

// The tests are .mts so that n8n's lint rules, made for code that runs inside n8n, do not apply to them.
const common = {
	rootDir,
	testEnvironment: 'node',
	moduleFileExtensions: ['js', 'mjs', 'ts', 'mts', 'json', 'node'],
	transform: { '^.+\\.m?ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
	modulePathIgnorePatterns: ['<rootDir>/.playground/'],
	setupFiles: ['<rootDir>/test/setup.mts'],
};

/** @type {import('jest').Config} */
module.exports = {
	rootDir,
	// Only ends a test that would never end; no test is about how long it takes.
	testTimeout: 300_000,
	// Half of the time goes by in waiting (for time-outs and limits of Plivo on the real clock), so one worker for each core
	// leaves them idle. On two cores, one worker (which jest would take there) needs 5 minutes, and three need less than 3.
	maxWorkers: Math.max(3, availableParallelism() - 1),
	testSequencer: '<rootDir>/test/sequencer.js',
	projects: [
		{
			...common,
			displayName: 'package',
			// as CommonJS, the module system of n8n-core and of the built package
			testMatch: ['<rootDir>/test/{unit,engine,sandbox,package}/**/*.test.mts'],
		},
		{
			...common,
			displayName: 'playground',
			// as ES modules, like the scripts that it shares its code with
			testMatch: ['<rootDir>/test/{playground,conformance}/**/*.test.mts'],
			extensionsToTreatAsEsm: ['.mts'],
		},
	],
};
