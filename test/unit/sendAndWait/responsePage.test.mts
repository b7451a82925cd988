import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

import type { Answer, Question } from '../../../nodes/Plivo/sendAndWait/responsePage';
import {
	MAX_ANSWER,
	noticePage,
	pageHeaders,
	questionPage,
	readAnswer,
	recordedPage,
} from '../../../nodes/Plivo/sendAndWait/responsePage';
import { STYLE } from '../../../nodes/Plivo/sendAndWait/style';

const approve = { title: 'Approve', id: 'approve' };
const decline = { title: 'Decline', id: 'disapprove' };
const oneButton: Question = { message: 'Ship it?', responseType: 'approval', choices: [approve] };
const twoButtons: Question = { ...oneButton, choices: [approve, decline] };
const freeText: Question = { ...oneButton, responseType: 'freeText', choices: [] };
const choice: Question = { ...oneButton, responseType: 'choice', choices: [{ title: 'Monday', id: 'mon', description: 'At 10:00' }, { title: 'Tuesday', id: 'tue' }] };

/** An approval with these labels. */
function labeled(approveLabel: string, disapproveLabel: string): Question {
	return { ...twoButtons, choices: [{ ...approve, title: approveLabel }, { ...decline, title: disapproveLabel }] };
}

interface Element {
	name: string;
	attributes: Record<string, string>;
	text: string;
}

/** An element in the form that keeps the order: its children under its name, its attributes under `:@`. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	htmlEntities: true,
	processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
});

/** The elements of a page in their order. The pages are written so that they are XML as well as HTML. */
function elementsOf(html: string): Element[] {
	expect(XMLValidator.validate(html)).toBe(true);
	return (parser.parse(html) as Node[]).flatMap(withDescendants);
}

function withDescendants(node: Node): Element[] {
	const name = Object.keys(node).find((key) => key !== ':@') ?? '';
	if (name === '#text') return [];
	const attributes = (node[':@'] ?? {}) as Record<string, string>;
	return [{ name, attributes, text: textOf(node) }, ...(node[name] as Node[]).flatMap(withDescendants)];
}

function textOf(node: Node): string {
	if ('#text' in node) return String(node['#text']);
	const name = Object.keys(node).find((key) => key !== ':@') ?? '';
	return (node[name] as Node[]).map(textOf).join('');
}

function all(html: string, name: string): Element[] {
	return elementsOf(html).filter((element) => element.name === name);
}

function only(html: string, name: string): Element {
	const [element, ...others] = all(html, name);
	if (element === undefined || others.length > 0) throw new Error(`The page has not one ${name}`);
	return element;
}

function withId(html: string, id: string): Element | undefined {
	return elementsOf(html).find(({ attributes }) => attributes.id === id);
}

/** The page as a list of tags and attributes, without what is said in it. */
function skeletonOf(html: string) {
	return elementsOf(html).map(({ name, attributes }) => ({ name, attributes }));
}

/** What can be seen of a text on a page: no control characters, and line breaks of one kind. */
function shown(text: string): string {
	return text.replace(/[^\P{Cc}\t\n\r\x7f-\x9f]|\p{Cs}|[\uFFFE\uFFFF]/gu, '').replace(/\r\n?/g, '\n');
}

const hostile = `</p></title></style></textarea><script>alert("1")</script>&lt;<!-- ]]> ' " $& $1 $\``;

const pages: Array<[string, string]> = [
	['one button', questionPage(oneButton)],
	['two buttons', questionPage(twoButtons)],
	['a choice again', questionPage(twoButtons, { problem: 'Please choose.', text: '' })],
	['choices', questionPage(choice)],
	['a recorded one of them', recordedPage(choice, { choice: 'mon', text: 'Monday' })],
	['a text field', questionPage(freeText)],
	['a text again', questionPage(freeText, { problem: 'The answer was empty.', text: ' ' })],
	['recorded choice', recordedPage(twoButtons, { approved: false })],
	['recorded text', recordedPage(freeText, { text: 'Tomorrow' })],
	['notice', noticePage('This link is not valid any more', 'It was answered already.')],
	['hostile', questionPage({ ...labeled(hostile, hostile), message: hostile })],
	['hostile text', questionPage(freeText, { problem: hostile, text: hostile })],
];

describe.each(pages)('the page: %s', (_, html) => {
	it('is a whole document', () => {
		expect(html.startsWith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8" />')).toBe(true);
		expect(all(html, 'meta').map(({ attributes }) => attributes)).toEqual([
			{ charset: 'utf-8' },
			{ name: 'viewport', content: 'width=device-width, initial-scale=1' },
			{ name: 'robots', content: 'noindex' },
			{ name: 'color-scheme', content: 'light dark' },
		]);
		expect(only(html, 'h1').text).not.toBe('');
		const ids = elementsOf(html).flatMap(({ attributes }) => attributes.id ?? []);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('runs and loads nothing', () => {
		expect(html).not.toContain('<script');
		expect(html).not.toMatch(/https?:|\/\/|url\(|@import/i);
		for (const { name, attributes } of elementsOf(html)) {
			expect(['script', 'img', 'iframe', 'base', 'link', 'a']).not.toContain(name);
			expect(Object.keys(attributes).filter((key) => /^on|^(src|href|action|formaction|style)$/i.test(key))).toEqual([]);
		}
	});

	it('has the one style that its policy allows', () => {
		const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
		const hash = createHash('sha256').update(style).digest('base64');
		expect(style).toBe(STYLE);
		expect(pageHeaders['Content-Security-Policy']).toContain(`style-src 'sha256-${hash}';`);
		expect(only(html, 'style').text).toBe(style);
	});

	it('does not say whose server it is from', () => {
		expect(html).not.toMatch(/n8n|plivo/i);
	});

	it('names things that are there', () => {
		for (const { attributes } of elementsOf(html)) {
			const named = `${attributes['aria-describedby'] ?? ''} ${attributes['aria-labelledby'] ?? ''} ${attributes.for ?? ''}`;
			for (const id of named.split(' ').filter(Boolean)) expect(withId(html, id)).toBeDefined();
		}
	});
});

describe('questionPage', () => {
	it('has a form that goes to its own address', () => {
		expect(only(questionPage(twoButtons), 'form').attributes).toEqual({ method: 'post' });
		expect(only(questionPage(freeText), 'form').attributes).toEqual({ method: 'post' });
	});

	it('has a button for each label', () => {
		const buttons = (question: Question) =>
			all(questionPage(question), 'button').map(({ attributes, text }) => {
				const { type, name, value, dir } = attributes;
				return [type, name, value, dir, text].join(' ');
			});
		expect(buttons(oneButton)).toEqual(['submit answer 0 auto Approve']);
		expect(buttons(twoButtons)).toEqual(['submit answer 0 auto Approve', 'submit answer 1 auto Decline']);
		expect(buttons(labeled('نعم', 'No <b>'))).toEqual([
			'submit answer 0 auto نعم',
			'submit answer 1 auto No <b>',
		]);
		expect(all(questionPage(twoButtons), 'textarea')).toEqual([]);
	});

	it('lets no button be blank', () => {
		const html = questionPage(labeled(' ', ''));
		expect(all(html, 'button').map(({ text }) => text)).toEqual(['Approve', 'Decline']);
	});

	it('has a text field with a label', () => {
		const html = questionPage(freeText);
		expect(only(html, 'textarea').attributes).toEqual({
			id: 'text',
			name: 'text',
			rows: '5',
			maxlength: '4000',
			required: '',
			dir: 'auto',
			'aria-describedby': 'message',
		});
		expect(only(html, 'label')).toEqual({ name: 'label', attributes: { for: 'text' }, text: 'Your answer' });
		expect(only(html, 'button').attributes).toEqual({ type: 'submit', class: 'main' });
		expect(withId(html, 'problem')).toBeUndefined();
	});

	it('asks again, with the reason and what was typed', () => {
		const html = questionPage(freeText, { problem: 'That is too long.', text: '\n\n  a\nb  ' });
		expect(withId(html, 'problem')?.text).toBe('That is too long.');
		expect(html.indexOf('id="problem"')).toBeLessThan(html.indexOf('<form'));
		const { attributes, text } = only(html, 'textarea');
		expect(attributes).toMatchObject({ 'aria-describedby': 'problem message', 'aria-invalid': 'true' });
		// HTML takes the first line break away
		expect(text).toBe('\n\n\n  a\nb  ');
		expect(withId(questionPage(twoButtons, { problem: 'Please choose.', text: 'x' }), 'problem')?.text).toBe(
			'Please choose.',
		);
	});

	it('keeps the lines of the message, in whichever direction they read', () => {
		const message = '  First\n\n\tשלום\r\nLast ';
		const shownMessage = withId(questionPage({ ...twoButtons, message }), 'message');
		expect(shownMessage?.text).toBe(shown(message));
		expect(shownMessage?.attributes).toMatchObject({ dir: 'auto', class: 'written message' });
		expect(STYLE).toMatch(/\.written \{\n\twhite-space: pre-wrap;/);
	});

	it('does not tell the question to previews of links', () => {
		for (const question of [oneButton, twoButtons, freeText]) {
			const html = questionPage({ ...question, message: 'SECRET', choices: question.choices.map((one) => ({ ...one, title: 'SECRET' })) });
			expect(only(html, 'title').text).toBe('Your answer is needed');
			expect(html.slice(0, html.indexOf('<body>'))).not.toContain('SECRET');
			expect(html).not.toMatch(/og:|twitter:|itemprop|description"/);
		}
	});

	it.each([
		['a\u0000b\u0008\u000B\u001F', 'ab'],
		['a\uD83Db\uDC4Bc\uFFFE', 'abc'],
		['a👋\t\nb', 'a👋\t\nb'],
		['&amp; &#60; &lt', '&amp; &#60; &lt'],
	])('shows %j as %j', (message, expected) => {
		expect(withId(questionPage({ ...twoButtons, message }), 'message')?.text).toBe(expected);
	});
});

describe('whatever comes from outside', () => {
	const pieces = fc.constantFrom('<', '>', '&', '"', "'", '</p>', '<script>', '&lt;', ']]>', '<!--', '\r\n', '\n');
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' }))).map((parts) => parts.join('')),
	);
	const label = text.filter((value) => shown(value).trim() !== '');

	it('stays text on the page with the question', () => {
		const choice = skeletonOf(questionPage(twoButtons));
		const field = skeletonOf(questionPage(freeText, { problem: 'x', text: 'x' }));
		fc.assert(
			fc.property(text, label, label, (message, approveLabel, disapproveLabel) => {
				const html = questionPage({ ...labeled(approveLabel, disapproveLabel), message });
				expect(skeletonOf(html)).toEqual(choice);
				expect(withId(html, 'message')?.text).toBe(shown(message));
				const labels = all(html, 'button').map((element) => element.text.trim());
				expect(labels).toEqual([shown(approveLabel).trim(), shown(disapproveLabel).trim()]);

				const again = questionPage({ ...freeText, message }, { problem: approveLabel, text: disapproveLabel });
				expect(skeletonOf(again)).toEqual(field);
				expect(withId(again, 'problem')?.text).toBe(shown(approveLabel));
				expect(only(again, 'textarea').text).toBe(`\n${shown(disapproveLabel)}`);
			}),
		);
	});

	it('stays text on the pages that follow', () => {
		const choice = skeletonOf(recordedPage(twoButtons, { approved: true }));
		const field = skeletonOf(recordedPage(freeText, { text: 'x' }));
		const notice = skeletonOf(noticePage('x', 'x'));
		fc.assert(
			fc.property(text, label, (said, title) => {
				expect(skeletonOf(recordedPage(labeled(title, 'Decline'), { approved: true }))).toEqual(choice);
				const recorded = recordedPage(freeText, { text: said });
				expect(skeletonOf(recorded)).toEqual(field);
				expect(only(recorded, 'main').text).toContain(shown(said));
				const html = noticePage(title, said);
				expect(skeletonOf(html)).toEqual(notice);
				expect([only(html, 'title').text, only(html, 'h1').text]).toEqual([shown(title), shown(title)]);
			}),
		);
	});

	it('brings no < and no quote of its own', () => {
		const count = (html: string) => html.replace(/[^<>"']/g, '');
		fc.assert(
			fc.property(text, label, (message, approveLabel) => {
				const html = questionPage({ ...oneButton, message, choices: [{ ...approve, title: approveLabel }] });
				expect(count(html)).toBe(count(questionPage(oneButton)));
				expect(html.replace(STYLE, '')).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
			}),
		);
	});
});

describe('readAnswer', () => {
	const text = 'x'.repeat(MAX_ANSWER);

	it.each<[Question, unknown, Answer]>([
		[oneButton, { answer: '0' }, { approved: true }],
		[choice, { answer: '1' }, { choice: 'tue', text: 'Tuesday' }],
		[twoButtons, { answer: '0' }, { approved: true }],
		[twoButtons, { answer: '1' }, { approved: false }],
		[labeled('Approve', ''), { answer: '1' }, { approved: false }],
		[twoButtons, Object.assign(Object.create(null), { answer: '0', text: 'x' }), { approved: true }],
		[freeText, { text: 'Yes' }, { text: 'Yes' }],
		[freeText, { text: ' \r\n Tomorrow\r\nat 9\rsharp\t ' }, { text: 'Tomorrow\nat 9\nsharp' }],
		[freeText, { text: '<b>&amp;</b>' }, { text: '<b>&amp;</b>' }],
		[freeText, { text: '0' }, { text: '0' }],
		[freeText, { text: '👍' }, { text: '👍' }],
		[freeText, { text: 'approve', answer: ['a', 'b'] }, { text: 'approve' }],
		[freeText, { text: ` ${text}\n` }, { text }],
		// what a browser sends for a text of 4000 characters of which each second is a line break
		[freeText, { text: `${'x\r\n'.repeat(1999)}xx` }, { text: `${'x\n'.repeat(1999)}xx` }],
	])('%#: is an answer', (question, body, answer) => {
		expect(readAnswer(question, body)).toEqual(answer);
	});

	const notAnswers: Array<[Question, unknown]> = [
		[oneButton, { answer: '1' }],
		[twoButtons, { answer: '2' }],
		[twoButtons, { answer: '01' }],
		[twoButtons, { answer: '-1' }],
		[twoButtons, { answer: '__proto__' }],
		...['', 'Approve', 'approve ', 'true', 'APPROVE', 'constructor', '__proto__'].map(
			(answer): [Question, unknown] => [twoButtons, { answer }],
		),
		[twoButtons, { text: 'approve' }],
		[twoButtons, { answer: ['0'] }],
		[twoButtons, { answer: ['0', '1'] }],
		[twoButtons, { answer: { toString: () => '0' } }],
		[twoButtons, { answer: new String('0') }],
		[twoButtons, { answer: true }],
		[twoButtons, { Answer: '0', 'answer[]': '0' }],
		[twoButtons, Object.create({ answer: '0' })],
		[twoButtons, JSON.parse('{"__proto__":{"answer":"approve"}}')],
		[freeText, JSON.parse('{"__proto__":{"text":"x"},"constructor":{"prototype":{"text":"x"}}}')],
		[freeText, Object.create({ text: 'x' })],
		[freeText, { answer: '0' }],
		...['', ' ', '\r\n\t', '\u00A0\u3000', '\u200B\u200D\uFEFF', '\u0000', '\u202E \u2060'].map(
			(value): [Question, unknown] => [freeText, { text: value }],
		),
		[freeText, { text: `${text}x` }],
		[freeText, { text: `x${'\n'.repeat(MAX_ANSWER)}x` }],
		...[['x'], ['x', 'y'], { a: 'x' }, 7, null, undefined].map((value): [Question, unknown] => [
			freeText,
			{ text: value },
		]),
		...[undefined, null, '', 'answer=approve', 'text=x', 7, true, [], ['approve'], {}, Buffer.from('text=x')].flatMap(
			(body): Array<[Question, unknown]> => [
				[twoButtons, body],
				[freeText, body],
			],
		),
	];
	it.each(notAnswers)('%#: is none', (question, body) => {
		expect(readAnswer(question, body)).toBeUndefined();
	});

	it('takes nothing but what the page can send', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true, withBoxedValues: true }), (value) => {
				for (const body of [value, { answer: value, text: value }]) {
					expect([undefined, true, false]).toContain(Reflect.get(readAnswer(twoButtons, body) ?? {}, 'approved'));
					const said: unknown = Reflect.get(readAnswer(freeText, body) ?? { text: 'x' }, 'text');
					expect(said).toMatch(/\S/);
				}
			}),
		);
	});

	it('reads each button of a page', () => {
		for (const question of [oneButton, twoButtons]) {
			const answers = all(questionPage(question), 'button').map(({ attributes }) =>
				readAnswer(question, { [attributes.name ?? '']: attributes.value }),
			);
			expect(answers).toEqual([{ approved: true }, { approved: false }].slice(0, answers.length));
		}
	});
});

describe('recordedPage', () => {
	const mainOf = (question: Question, answer: Answer) => only(recordedPage(question, answer), 'main').text;

	it('says what was answered, and that the page may be closed', () => {
		expect(mainOf(twoButtons, { approved: true })).toContain('You answered: Approve');
		expect(mainOf(twoButtons, { approved: false })).toContain('You answered: Decline');
		expect(mainOf(oneButton, { approved: true })).toContain('You can close this page.');
		expect(mainOf(labeled('', 'Decline'), { approved: true })).toContain('You answered: Approve');
		expect(mainOf(freeText, { text: 'a <b>\n c' })).toContain('You answered:\na <b>\n c');
	});

	it('does not tell the answer in its title, and has no form', () => {
		const html = recordedPage(freeText, { text: 'SECRET' });
		expect(only(html, 'title').text).toBe('Your answer was recorded');
		expect(all(html, 'form')).toEqual([]);
	});
});

describe('noticePage', () => {
	it('says a title and a sentence', () => {
		const html = noticePage('Too late', 'The time to answer is over.');
		expect(only(html, 'title').text).toBe('Too late');
		expect(only(html, 'h1').text).toBe('Too late');
		expect(only(html, 'p').text).toBe('The time to answer is over.');
	});
});

describe('pageHeaders', () => {
	it('allow the style and a form, and nothing else', () => {
		const { 'Content-Security-Policy': policy, ...others } = pageHeaders;
		expect(others).toEqual({
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
			'Referrer-Policy': 'no-referrer',
			'X-Robots-Tag': 'noindex, nofollow',
			'X-Content-Type-Options': 'nosniff',
			'X-Frame-Options': 'DENY',
		});
		expect(policy?.replace(/sha256-[A-Za-z0-9+/]{43}=/, 'HASH').split('; ')).toEqual([
			"default-src 'none'",
			"style-src 'HASH'",
			"form-action 'self'",
			"base-uri 'none'",
			"frame-ancestors 'none'",
		]);
	});
});

describe('the style', () => {
	it('can stand in a page', () => {
		expect(STYLE).not.toMatch(/[<&\r]/);
	});

	const [light = '', dark = ''] = STYLE.split('@media (prefers-color-scheme: dark)');

	function luminance(colours: string, name: string): number {
		const [, hex = ''] = new RegExp(`--${name}: #([\\da-f]{6});`).exec(colours) ?? [];
		const [red = NaN, green = NaN, blue = NaN] = (hex.match(/../g) ?? []).map((part) => {
			const value = parseInt(part, 16) / 255;
			return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	}

	const pairs: Array<[string, string, number]> = [
		['text', 'card', 4.5],
		['quiet', 'card', 4.5],
		['action', 'card', 4.5],
		['action-over', 'card', 4.5],
		['on-action', 'action', 4.5],
		['on-action', 'action-over', 4.5],
		['problem', 'problem-back', 4.5],
		['problem', 'card', 3],
		// borders of what can be used, and of the answer
		['line', 'card', 3],
	];
	it.each(pairs)('can be read: %s on %s', (front, back, least) => {
		for (const colours of [light, dark]) {
			const [darker = NaN, lighter = NaN] = [luminance(colours, front), luminance(colours, back)].sort((a, b) => a - b);
			expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThanOrEqual(least);
		}
	});
});
