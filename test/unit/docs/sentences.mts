import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import ts from 'typescript';
import { root } from './markdown.mts';

const nodes = join(root, 'nodes/Plivo');

/** An error that the code can raise: what it says, and what it says to do. What is known at run time only is `…`. */
export interface Sentence {
	file: string;
	message: string;
	remedy: string;
}

/** Everything in nodes/ that makes an error out of words of ours, by the files it stands in. */
export function sentencesOfCode(): Sentence[] {
	return sourceFiles().flatMap(({ file, source }) => {
		const found: Sentence[] = [];
		visit(source, (node) => {
			if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
			const make = makers.get(node.expression.getText(source));
			if (make === undefined) return;
			const args = node.arguments ?? [];
			const [message, remedy] = make(args);
			if (message === undefined || !isWords(message)) return;
			const [label] = node.expression.getText(source) === 'InvalidFieldError' && args[0] ? textsOf(args[0]) : [];
			const messages = textsOf(message).map((text) => (label === undefined ? text : `'${label}' ${text}`));
			const remedies = remedy === undefined ? [''] : textsOf(remedy);
			for (let i = 0; i < Math.max(messages.length, remedies.length); i += 1) {
				found.push({ file, message: messages[i] ?? messages[0] ?? '', remedy: remedies[i] ?? remedies[0] ?? '' });
			}
		});
		return found;
	});
}

type Arguments = readonly ts.Expression[];

/** Where message and remedy stand in the calls that make errors, and in those that say something in their place. */
const makers = new Map<string, (args: Arguments) => [message?: ts.Expression, remedy?: ts.Expression]>([
	['InvalidFieldError', (args) => [args[1], args[2]]],
	['NumberUnavailableError', (args) => [args[0]]],
	['activationError', (args) => [args[1], args[2]]],
	['operationError', (args) => [args[1], args[3]]],
	['NodeOperationError', (args) => [args[1], args[2] && propertyOf(args[2], 'description')]],
	['registrationError', (args) => [args[1]]],
	['noticePage', (args) => [args[0], args[1]]],
	['nothing', (args) => [args[0]]],
	['unusable', (args) => [args[0], args[1]]],
]);

/** Why a file is not there, as an item says it. */
export function downloadReasons(): string[] {
	return sourceFiles()
		.filter(({ file }) => file === 'client/download.ts' || file === 'trigger/downloadFiles.ts')
		.flatMap(({ source }) => {
			const found: string[] = [];
			visit(source, (node) => {
				if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'reason' && isWords(node.initializer)) {
					found.push(...textsOf(node.initializer));
				} else if (ts.isReturnStatement(node) && isWords(node.expression) && textsOf(node.expression)[0]?.includes(' ')) {
					found.push(...textsOf(node.expression));
				} else if (ts.isNewExpression(node) && node.arguments?.[2]) {
					found.push(...textsOf(node.arguments[2]).filter((text) => text.includes(' ')));
				}
			});
			return found;
		});
}

/** What the nodes write into n8n's log, as whole sentences of ours. */
export function logSentences(): string[] {
	return sourceFiles().flatMap(({ source }) => {
		const found: string[] = [];
		visit(source, (node) => {
			if (ts.isCallExpression(node)) {
				const name = node.expression.getText(source);
				const [first] = node.arguments;
				const isLogged = /logger\.(info|warn|error)$|\b(failures|notes)\.push$/.test(name);
				if (isLogged && first !== undefined && isWords(first)) found.push(...textsOf(first));
			} else if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'note' && isWords(node.initializer)) {
				found.push(...textsOf(node.initializer));
			}
		});
		return found;
	});
}

/** All numbers in nodes/ whose names say that they are limits. */
export function limitConstants(): string[] {
	return sourceFiles().flatMap(({ file, source }) =>
		[...source.text.matchAll(/\bconst ((?:MAX|MIN|\w*_LIMIT|\w*TIMEOUT|KEEP|WINDOW|DEFAULT_MAX)\w*)(?:: \w+)? = \d/g)].map(
			([, name = '']) => `${file} ${name}`,
		),
	);
}

let parsed: Array<{ file: string; source: ts.SourceFile }> | undefined;

function sourceFiles(): Array<{ file: string; source: ts.SourceFile }> {
	parsed ??= readdirSync(nodes, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.sort()
		.map((path) => {
			const file = relative(nodes, join(nodes, path)).replaceAll('\\', '/');
			return { file, source: ts.createSourceFile(file, readFileSync(join(nodes, path), 'utf8'), ts.ScriptTarget.Latest, true) };
		});
	return parsed;
}

function visit(node: ts.Node, act: (node: ts.Node) => void): void {
	act(node);
	node.forEachChild((child) => visit(child, act));
}

/** Whether an expression holds words of ours, and does not only pass on those of somebody else. */
function isWords(node: ts.Node | undefined): node is ts.Expression {
	return node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isConditionalExpression(node));
}

function propertyOf(options: ts.Expression, name: string): ts.Expression | undefined {
	let found: ts.Expression | undefined;
	visit(options, (node) => {
		if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === name) found = node.initializer;
	});
	return found;
}

/** The texts that an expression can yield. */
function textsOf(node: ts.Expression): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isNumericLiteral(node)) return [node.text.replaceAll('_', '')];
	if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
	if (ts.isIdentifier(node)) {
		const value = valueOf(node);
		return value === undefined ? ['…'] : textsOf(value);
	}
	if (!ts.isTemplateExpression(node)) return ['…'];
	return node.templateSpans.reduce(
		(heads, { expression, literal }) => {
			const texts = ts.isConditionalExpression(expression) ? ['…'] : textsOf(expression);
			return heads.flatMap((head) => texts.map((text) => head + text + literal.text));
		},
		[node.head.text],
	);
}

/** What a name stands for, where that is words or a number; undefined for a parameter and for what is known at run time. */
function valueOf(name: ts.Identifier): ts.Expression | undefined {
	for (let scope: ts.Node | undefined = name.parent; scope !== undefined; scope = scope.parent) {
		if (ts.isFunctionLike(scope) && scope.parameters.some((parameter) => namesOf(parameter.name).includes(name.text))) return undefined;
		if (!ts.isBlock(scope) && !ts.isSourceFile(scope) && !ts.isCaseOrDefaultClause(scope)) continue;
		for (const statement of scope.statements) {
			if (ts.isImportDeclaration(statement) && importsName(statement, name.text)) return exportedValue(name.getSourceFile().fileName, statement, name.text);
			if (!ts.isVariableStatement(statement)) continue;
			const declared = statement.declarationList.declarations.find((one) => namesOf(one.name).includes(name.text));
			if (declared === undefined) continue;
			const value = ts.isIdentifier(declared.name) ? declared.initializer : undefined;
			return value !== undefined && (ts.isNumericLiteral(value) || ts.isStringLiteralLike(value) || ts.isTemplateExpression(value)) ? value : undefined;
		}
	}
	return undefined;
}

function importsName({ importClause }: ts.ImportDeclaration, name: string): boolean {
	const bindings = importClause?.namedBindings;
	return bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.some((element) => element.name.text === name);
}

/** A number that another file of nodes/ exports. */
function exportedValue(importer: string, { moduleSpecifier }: ts.ImportDeclaration, name: string): ts.Expression | undefined {
	const path = ts.isStringLiteral(moduleSpecifier) ? `${posix.join(posix.dirname(importer), moduleSpecifier.text)}.ts` : '';
	const source = sourceFiles().find(({ file }) => file === path)?.source;
	for (const statement of source?.statements ?? []) {
		if (!ts.isVariableStatement(statement)) continue;
		const declared = statement.declarationList.declarations.find((one) => namesOf(one.name).includes(name));
		if (declared?.initializer !== undefined && ts.isNumericLiteral(declared.initializer)) return declared.initializer;
	}
	return undefined;
}

function namesOf(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}
