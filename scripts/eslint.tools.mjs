// n8n's own config (eslint.config.mjs, which strict mode keeps unchanged) rules what runs inside n8n: every .ts file.
// What runs beside it (sandbox, playground, tests, scripts) may use timers, files and the console, so it has the
// extension .mts or .mjs and this config.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const files = ['**/*.mts', '**/*.mjs'];
const page = 'sandbox/phone/page/**/*.mjs';

/**
 * Which rooms of the nodes each room may import: only what stands below it (CONTRIBUTING, Where things are).
 *
 * @type {Record<string, string[]>}
 */
const imports = {
	errors: [],
	memory: [],
	fields: ['errors'],
	phone: ['fields', 'errors'],
	records: ['phone', 'fields', 'errors'],
	client: ['fields', 'errors', 'memory'],
	content: ['client', 'phone', 'fields', 'errors'],
	sending: ['content', 'client', 'phone', 'fields', 'errors'],
	webhooks: ['client', 'records', 'phone', 'fields', 'errors', 'memory'],
	sendAndWait: ['sending', 'webhooks', 'content', 'client', 'records', 'phone', 'fields', 'errors'],
	trigger: ['webhooks', 'content', 'client', 'records', 'phone', 'fields', 'errors', 'memory'],
	methods: ['content', 'client', 'phone', 'fields', 'errors'],
	actions: ['sendAndWait', 'sending', 'content', 'client', 'records', 'phone', 'fields', 'errors'],
};

export default tseslint.config(
	{ ignores: ['dist/**', '.playground/**', 'node_modules/**', '**/*.ts', '!nodes/**/*.ts'] },
	{ ...js.configs.recommended, files: ['**/*.mjs'], ignores: [page], languageOptions: { globals: nodeGlobals() } },
	// The browser's own names are checked by TypeScript there (sandbox/phone/tsconfig.json).
	{ ...js.configs.recommended, files: [page], rules: { ...js.configs.recommended.rules, 'no-undef': 'off' } },
	...tseslint.configs.recommended.map((config) => ({ ...config, files })),
	{
		files,
		rules: {
			eqeqeq: 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	...Object.keys(imports).map(rulesOf),
);

/**
 * @param {string} room
 * @returns {import('typescript-eslint').ConfigWithExtends}
 */
function rulesOf(room) {
	return {
		files: [`nodes/Plivo/${room}/**/*.ts`],
		ignores: ['nodes/Plivo/phone/numberingPlan.ts'],
		languageOptions: { parser: tseslint.parser },
		// Directives in there are for n8n's own config.
		linterOptions: { noInlineConfig: true },
		rules: {
			'no-restricted-imports': ['error', { patterns: [{ regex: `^(\\.\\./)+(${closedTo(room)})/`, message: `${room}/ may import ${imports[room]?.join(', ') || 'no other room'}.` }] }],
			'no-restricted-syntax': ['error', { selector: 'Identifier[name=/^(MOST|FEWEST|LONGEST|SHORTEST|LEAST)_/]', message: 'Limits begin with MAX_ or MIN_.' }],
			'max-lines': ['error', 270],
		},
	};
}

/**
 * @param {string} room
 * @returns {string} a regular expression of the rooms that it may not import
 */
function closedTo(room) {
	return Object.keys(imports).filter((other) => other !== room && !imports[room]?.includes(other)).join('|');
}

/** @returns {Record<string, 'readonly'>} */
function nodeGlobals() {
	const names = ['process', 'console', 'setTimeout', 'clearTimeout', 'URL', 'fetch', 'AbortSignal', 'Buffer'];
	return Object.fromEntries(names.map((name) => /** @type {const} */ ([name, 'readonly'])));
}
