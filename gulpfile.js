const { existsSync } = require('node:fs');
const { readFile, writeFile } = require('node:fs/promises');

// What a program writes into the repository. Everything else that a build makes, `n8n-node build` does.
async function numberingPlan() {
	// Not by require: what tsx 4.23 has for that looks for a file that it doesn't bring.
	const { tsImport } = await import('tsx/esm/api');
	const { numberingPlanModule, target } = await tsImport('./scripts/numberingPlan.mts', __filename);
	await writeFile(target, numberingPlanModule(existsSync(target) ? await readFile(target, 'utf8') : ''));
}

async function docsTables() {
	const { tsImport } = await import('tsx/esm/api');
	const { withLimits, withTables } = await tsImport('./scripts/docsTables.mts', __filename);
	const pages = [['docs/errors.md', withTables], ['docs/limits.md', withLimits]];
	for (const [page, write] of pages) {
		const text = write(await readFile(page, 'utf8'));
		await writeFile(page, text);
	}
}

exports['docs-tables'] = docsTables;
exports['numbering-plan'] = numberingPlan;
exports.default = numberingPlan;
