// The tests are .mts so that n8n's lint rules, made for code that runs inside n8n, do not apply to them; jest runs them
// as CommonJS, the module system of n8n-core and of the built package.
/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['js', 'mjs', 'ts', 'mts', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	transformIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
	modulePathIgnorePatterns: ['<rootDir>/.playground/'],
	setupFiles: ['<rootDir>/test/setup.mts'],
	testTimeout: 30_000,
};
