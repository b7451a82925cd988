import { createHash } from 'node:crypto';

import { STYLE } from './style';

/** What a person is asked. */
export interface Question {
	/** Plain text from the workflow; line breaks are kept; may contain anything, even `<script>`. */
	message: string;
	responseType: 'approval' | 'choice' | 'freeText';
	/** What people can press, in order. Of an approval, the first one approves. Empty for a free text. */
	choices: Choice[];
}

/** Something that people can choose. */
export interface Choice {
	title: string;
	id: string;
	description?: string;
}

/**
 * A person's answer as the output contains it: of an approval, of a choice (its ID and title), or a text that is neither blank
 * nor longer than {@link MAX_ANSWER}.
 */
export type Answer = { approved: boolean } | { choice: string; text: string } | { text: string };

/** Maximum length of a text answer, counted like in a browser: a line break is one character. */
export const MAX_ANSWER = 4000;

/**
 * The page that shows the question, with its buttons or text field. It has no script, and its title doesn't contain the
 * question, because link previews show titles.
 *
 * @param again what was wrong with the first answer, as a sentence, and the text that was entered, to be corrected
 */
export function questionPage(question: Question, again?: { problem: string; text: string }): string {
	const title = 'Your answer is needed';
	const parts = [`<h1>${title}</h1>`];
	if (again !== undefined) parts.push(`<p class="problem" id="problem" role="alert">${escaped(again.problem)}</p>`);
	parts.push(`<p class="written message" id="message" dir="auto">${escaped(question.message)}</p>`);
	// Without an action, the form is sent to the address of the page, even behind a proxy.
	parts.push('<form method="post">', ...fields(question, again), '</form>');
	return page(title, parts, 'question');
}

function fields(question: Question, again?: { text: string }): string[] {
	if (question.responseType === 'freeText') return textField(again);
	return ['<div class="choices" role="group" aria-labelledby="message">', ...question.choices.map((one, n) => button(question, one, n)), '</div>'];
}

/** The button that approves stands out. Choices are equal. */
function button({ responseType }: Question, { title, description }: Choice, choice: number): string {
	const kind = responseType === 'approval' && choice === 0 ? 'class="main" ' : '';
	const more = description === undefined ? '' : ` <small>${escaped(description)}</small>`;
	return `<button type="submit" name="answer" ${kind}value="${choice}" dir="auto">${escaped(labelOf(title, choice))}${more}</button>`;
}

function textField(again?: { text: string }): string[] {
	const about =
		again === undefined ? 'aria-describedby="message"' : 'aria-describedby="problem message" aria-invalid="true"';
	const attributes = `id="text" name="text" rows="5" maxlength="${MAX_ANSWER}" required="" dir="auto" ${about}`;
	return [
		'<label for="text">Your answer</label>',
		// HTML drops the first line break in a text field, so an extra one is added.
		`<textarea ${attributes}>\n${escaped(again?.text ?? '')}</textarea>`,
		'<div class="choices"><button type="submit" class="main">Send answer</button></div>',
	];
}

/**
 * Reads a form sent from {@link questionPage}.
 *
 * @param body the parsed body; may be anything
 * @returns undefined if it contains no answer: nothing chosen or entered, a button that the page doesn't have, a text
 * that is too long, or two answers at once
 */
export function readAnswer(question: Question, body: unknown): Answer | undefined {
	if (question.responseType === 'freeText') {
		const text = readText(ownString(body, 'text'));
		return text === undefined ? undefined : { text };
	}
	const pressed = ownString(body, 'answer') ?? '';
	return /^\d$/.test(pressed) ? answerOf(question, Number(pressed)) : undefined;
}

/**
 * The answer that a pressed button stands for.
 *
 * @param choice its position, from 0
 * @returns undefined if the question has no such button
 */
export function answerOf({ responseType, choices }: Question, choice: number): Answer | undefined {
	const chosen = choices[choice];
	if (chosen === undefined) return undefined;
	return responseType === 'approval' ? { approved: choice === 0 } : { choice: chosen.id, text: chosen.title };
}

/** A browser sends each line break as two characters, which must not count against the length that it allowed. */
function readText(sent: string | undefined): string | undefined {
	const text = sent?.replace(/\r\n?/g, '\n').trim() ?? '';
	const isBlank = /^[\s\p{Cc}\p{Cf}]*$/u.test(text);
	return isBlank || text.length > MAX_ANSWER ? undefined : text;
}

/** A text field of a submitted form, by name. @param body the parsed body; may be anything */
export function ownString(body: unknown, key: string): string | undefined {
	if (typeof body !== 'object' || body === null || !Object.hasOwn(body, key)) return undefined;
	const value: unknown = Reflect.get(body, key);
	return typeof value === 'string' ? value : undefined;
}

/** The page after an answer was recorded: the answer, and that the page may be closed. */
export function recordedPage(question: Question, answer: Answer): string {
	const title = 'Your answer was recorded';
	const pressed = pressedLabel(question, answer);
	const said =
		pressed === undefined && 'text' in answer
			? ['<p>You answered:</p>', `<p class="written answer" dir="auto">${escaped(answer.text)}</p>`]
			: [`<p>You answered: <strong dir="auto">${escaped(pressed ?? '')}</strong></p>`];
	return page(title, [`<h1>${title}</h1>`, ...said, '<p>Thank you. You can close this page.</p>']);
}

/** The label of the button that was pressed; undefined for a text. */
function pressedLabel({ choices }: Question, answer: Answer): string | undefined {
	if ('choice' in answer) return answer.text;
	if (!('approved' in answer)) return undefined;
	const choice = answer.approved ? 0 : 1;
	return labelOf(choices[choice]?.title, choice);
}

/** A page with a single notice, such as that a link is no longer valid. */
export function noticePage(title: string, sentence: string): string {
	return page(title, [`<h1 dir="auto">${escaped(title)}</h1>`, `<p dir="auto">${escaped(sentence)}</p>`]);
}

/** An expression in a workflow may yield a blank label, but a button needs one. */
function labelOf(title: string | undefined, choice: number): string {
	return title?.trim() || (choice === 0 ? 'Approve' : 'Decline');
}

/** @param parts HTML in which all external text is escaped */
function page(title: string, parts: string[], kind = 'notice'): string {
	return [
		'<!DOCTYPE html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8" />',
		'<meta name="viewport" content="width=device-width, initial-scale=1" />',
		'<meta name="robots" content="noindex" />',
		'<meta name="color-scheme" content="light dark" />',
		`<title>${escaped(title)}</title>`,
		`<style>${STYLE}</style>`,
		'</head>',
		'<body>',
		`<main class="${kind}">`,
		...parts,
		'</main>',
		'</body>',
		'</html>',
		'',
	].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for HTML, including attributes. Removes control characters, which are not allowed in a page. */
function escaped(text: string): string {
	return text
		.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const POLICY = [
	// Not even the server's icon, which would show whose it is.
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"form-action 'self'",
	"base-uri 'none'",
	// A page that embeds this one could trick somebody into pressing its buttons.
	"frame-ancestors 'none'",
];

/**
 * Headers of every page: nothing is stored, passed on, listed, run, or loaded, and forms are sent only to the same origin.
 */
export const pageHeaders: Record<string, string> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Robots-Tag': 'noindex, nofollow',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'Content-Security-Policy': POLICY.join('; '),
};
