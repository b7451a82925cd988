/**
 * The style of the pages where people answer, in light and dark, from 320 pixels wide. It loads nothing, and contains
 * neither `<` nor `&`, so that it can be inserted in a page unescaped.
 *
 * Sizes are in rem, so that they grow with the user's text size; side margins only as far as a narrow screen allows (vw).
 * Every border stays visible if colors are forced (high contrast) and backgrounds disappear.
 */
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: #f1f3f4;
	--card: #ffffff;
	--text: #1d2429;
	--quiet: #55606a;
	--line: #77828c;
	--edge: #dbe0e3;
	--action: #1f5673;
	--action-over: #174259;
	--on-action: #ffffff;
	--problem: #9a2c12;
	--problem-back: #fdf1ec;
}
@media (prefers-color-scheme: dark) {
	:root {
		--page: #13171a;
		--card: #1d2327;
		--text: #e7eaec;
		--quiet: #a7b1b9;
		--line: #7d8993;
		--edge: #323a40;
		--action: #9bcbe6;
		--action-over: #b9dcf0;
		--on-action: #10222d;
		--problem: #ffb59d;
		--problem-back: #37231c;
	}
}
* {
	box-sizing: border-box;
}
html {
	-webkit-text-size-adjust: 100%;
	text-size-adjust: 100%;
}
body {
	margin: 0;
	padding: 1rem min(1rem, 4vw);
	background: var(--page);
	color: var(--text);
	font: 1.0625rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
	overflow-wrap: anywhere;
}
main {
	max-width: 36rem;
	margin: 0 auto;
	padding: 1.25rem min(1.25rem, 5vw);
	border: 1px solid var(--edge);
	border-radius: 0.75rem;
	background: var(--card);
}
h1 {
	margin: 0 0 0.75rem;
	font-size: 1.375rem;
	line-height: 1.3;
}
p {
	margin: 0 0 1rem;
}
main > :last-child {
	margin-bottom: 0;
}
.question h1 {
	color: var(--quiet);
	font-size: 1rem;
	font-weight: 600;
}
.written {
	white-space: pre-wrap;
	/* Each line reads in its own direction, also where languages are mixed. */
	unicode-bidi: plaintext;
	text-align: start;
}
.message {
	margin-bottom: 1.5rem;
	font-size: 1.125rem;
}
.answer {
	padding-inline-start: 0.875rem;
	border-inline-start: 3px solid var(--line);
}
.problem {
	padding: 0.75rem min(0.875rem, 3vw);
	border: 1px solid var(--problem);
	border-radius: 0.5rem;
	background: var(--problem-back);
	color: var(--problem);
	font-weight: 600;
}
.choices {
	display: flex;
	flex-wrap: wrap;
	gap: 0.75rem;
}
label {
	display: block;
	margin-bottom: 0.375rem;
	font-weight: 600;
}
textarea {
	display: block;
	width: 100%;
	min-height: 8rem;
	margin-bottom: 1rem;
	padding: 0.625rem 0.75rem;
	border: 1px solid var(--line);
	border-radius: 0.5rem;
	background: var(--card);
	color: inherit;
	font: inherit;
	resize: vertical;
}
textarea[aria-invalid] {
	border: 2px solid var(--problem);
}
button {
	flex: 1 1 12rem;
	min-width: 0;
	min-height: 3rem;
	padding: 0.625rem min(1rem, 3vw);
	border: 2px solid var(--action);
	border-radius: 0.5rem;
	background: var(--card);
	color: var(--action);
	font: inherit;
	font-weight: 600;
	overflow-wrap: anywhere;
	cursor: pointer;
}
button.main {
	background: var(--action);
	color: var(--on-action);
}
button small {
	display: block;
	font-weight: 400;
}
button:hover {
	border-color: var(--action-over);
	color: var(--action-over);
}
button.main:hover {
	background: var(--action-over);
	color: var(--on-action);
}
:focus-visible {
	outline: 3px solid var(--action);
	outline-offset: 2px;
}
@media (min-width: 40rem) {
	body {
		padding: 4rem 1.5rem;
	}
	main {
		padding: 2rem;
	}
}
`;
