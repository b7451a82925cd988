// The engine tests once more, on the n8n-core of an older n8n: the built package must run there unchanged.
const { projects, testSequencer, testTimeout } = require('../jest.config.js');

const tree = process.env.N8N_TREE;
const [own] = projects;

/** @type {import('jest').Config} */
module.exports = {
	...own,
	rootDir: '../..',
	displayName: process.env.N8N_NAME,
	testMatch: ['<rootDir>/test/engine/**/*.test.mts'],
	// n8n 2.8 and before have no protection against SSRF
	testPathIgnorePatterns: ['/engine/blocked\\.test\\.mts$'],
	moduleNameMapper: {
		'^n8n-core$': `${tree}/node_modules/n8n-core`,
		'^n8n-workflow$': `${tree}/node_modules/n8n-workflow`,
	},
	testTimeout,
	// the engines run side by side (scripts/compat.mjs)
	maxWorkers: 2,
	testSequencer,
};
