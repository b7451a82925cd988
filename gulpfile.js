const { existsSync } = require('node:fs');
const { readFile, writeFile } = require('node:fs/promises');

// The only source file that a program writes. Everything else that a build makes, `n8n-node build` does by itself.
async function numberingPlan() {
	// Not by require: what tsx 4.23 has for that looks for a file that it doesn't bring.
	const { tsImport } = await import('tsx/esm/api');
	const { numberingPlanModule, target } = await tsImport('./scripts/numberingPlan.mts', __filename);
	await writeFile(target, numberingPlanModule(existsSync(target) ? await readFile(target, 'utf8') : ''));
}

exports['numbering-plan'] = numberingPlan;
exports.default = numberingPlan;
