import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { anchorsOf, linksOf, readPage, root } from './markdown.mts';

const pages = [
	...readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`),
	...['README.md', 'CONTRIBUTING.md', '.github/SECURITY.md', '.github/CODE_OF_CONDUCT.md', 'CHANGELOG.md', 'examples/README.md', 'sandbox/README.md'],
];

/** What is wrong with a link, or nothing. */
function fault(page: string, link: string): string | undefined {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? page : posix.normalize(posix.join(dirname(page), path));
	if (target.startsWith('..') || !existsSync(join(root, target))) return `${link}: there is nothing at ${target}`;
	if (anchor === undefined) return undefined;
	if (statSync(join(root, target)).isDirectory() || !anchorsOf(readPage(target)).has(anchor)) return `${link}: ${target} has no such heading`;
	return undefined;
}

describe('the documentation', () => {
	it.each(pages)('has no link of %s that leads nowhere', (page) => {
		const links = linksOf(readPage(page)).filter((link) => !/^[a-z]+:/.test(link));
		expect(links.map((link) => fault(page, link)).filter(Boolean)).toEqual([]);
	});

	it('has each of its pages in its index', () => {
		const listed = linksOf(readPage('docs/README.md')).map((link) => link.split('#')[0]);
		const own = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md').map((page) => page.slice('docs/'.length));
		expect(own.filter((page) => !listed.includes(page))).toEqual([]);
	});

	it('lists the chapters of a page at its top, all of them and in order', () => {
		const wrong = pages.filter((page) => {
			const text = readPage(page);
			const listed = [...text.matchAll(/^- \[.*\]\(#(.*)\)$/gm)].map(([, anchor]) => anchor);
			if (!page.startsWith('docs/') || listed.length < 3) return false;
			const chapters = [...anchorsOf(text.replace(/^#(##+)? .*$/gm, ''))];
			return listed.slice(0, chapters.length).join() !== chapters.join();
		});
		expect(wrong).toEqual([]);
	});

	it('has only JSON in its blocks of JSON', () => {
		const broken = pages.flatMap((page) =>
			[...readPage(page).matchAll(/^ *```json\n([^]*?)^ *```/gm)].filter(([, text = '']) => !isJson(text)).map(([block]) => `${page}: ${block}`),
		);
		expect(broken).toEqual([]);
	});
});

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
