import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './docs/markdown.mts';

/**
 * Where a list is spread into the arguments of a call, and its length is known to be small. (An engine puts arguments on
 * its stack, which some 120,000 of them fill: "Maximum call stack size exceeded".)
 */
const SMALL: string[] = [
	// a field and its buttons
	`nodes/Plivo/sendAndWait/responsePage.ts: parts.push('<form method="post">', ...fields(question, again), '</form>')`,
];

/** Calls with a list for arguments, in what n8n runs. */
function spreadCalls(): string[] {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file).replaceAll('\\', '/')),
	);
	return files
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
			const found: string[] = [];
			const visit = (node: ts.Node): void => {
				const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
				const spreads = isCall && node.arguments?.some((argument) => ts.isSpreadElement(argument));
				const applies = ts.isCallExpression(node) && /\.apply$/.test(node.expression.getText(source));
				if (spreads || applies) found.push(`${file}: ${node.getText(source)}`);
				node.forEachChild(visit);
			};
			visit(source);
			return found;
		});
}

it('no list whose length others decide is spread into the arguments of a call', () => {
	expect(spreadCalls().filter((call) => !SMALL.includes(call))).toEqual([]);
});
