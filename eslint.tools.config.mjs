// n8n's own config (eslint.config.mjs, which strict mode keeps unchanged) rules what runs inside n8n: every .ts file.
// What runs beside it (sandbox, playground, tests, scripts) may use timers, files and the console, so it has the
// extension .mts or .mjs and this config.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const files = ['**/*.mts', '**/*.mjs'];
const page = 'sandbox/phone/page/**/*.mjs';

export default tseslint.config(
	{ ignores: ['dist/**', '.playground/**', 'node_modules/**', '**/*.ts'] },
	{ ...js.configs.recommended, files: ['**/*.mjs'], ignores: [page], languageOptions: { globals: nodeGlobals() } },
	// The browser's own names are checked by TypeScript there (tsconfig.browser.json).
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
);

function nodeGlobals() {
	const names = ['process', 'console', 'setTimeout', 'clearTimeout', 'URL', 'fetch', 'AbortSignal', 'Buffer'];
	return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
