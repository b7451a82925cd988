import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root, workFolder } from '../../scripts/setup.mjs';

/** The folder for all pictures of a run. */
const pictureFolder = join(workFolder, 'pictures');
const docsFolder = join(root, 'docs', 'pictures');

const mostBytes = 150_000;
const mostBytesTogether = 2_500_000;

/** A part of the page, in CSS pixels. */
export type Area = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** The pictures of one run: those for the README and docs, under fixed names, and others to look at. */
export class Pictures {
	/** Those for the README and docs, with their sizes. */
	private readonly made = new Map<string, number>();

	/** Deletes the pictures of earlier runs. */
	static async begin(): Promise<Pictures> {
		await rm(pictureFolder, { recursive: true, force: true });
		await mkdir(pictureFolder, { recursive: true });
		return new Pictures();
	}

	/**
	 * Takes a picture for the README or docs.
	 *
	 * @param name of the file, without `.webp`
	 * @param of the part that the picture shows; default: the whole page
	 * @throws {Error} it has more bytes than a picture should
	 */
	async take(page: Page, name: string, of?: Area | null): Promise<void> {
		const picture = await capture(page, of);
		await writeFile(join(pictureFolder, `${name}.webp`), picture);
		assert.ok(picture.length <= mostBytes, `${name}.webp has ${picture.length} bytes, more than ${mostBytes}`);
		this.made.set(`${name}.webp`, picture.length);
	}

	/** Takes a picture to look at, which isn't used in a text. @returns its path */
	async keep(page: Page, name: string): Promise<string> {
		const path = join(pictureFolder, `${name}.webp`);
		await writeFile(path, await capture(page));
		return path;
	}

	/** @throws {Error} a text shows a picture that wasn't made in this run, or a picture in docs/ is no longer made */
	async expectAllThatAreShown(): Promise<void> {
		const wanted = [...(await shownPictures()), ...(await presentPictures())];
		const missing = [...new Set(wanted)].filter((name) => !this.made.has(name));
		assert.deepEqual(missing, [], "These pictures are shown in the README or docs, or are in docs/pictures, but weren't made");
		const total = [...this.made.values()].reduce((sum, bytes) => sum + bytes, 0);
		assert.ok(total <= mostBytesTogether, `The pictures have ${total} bytes, more than ${mostBytesTogether}`);
	}

	/** Replaces the pictures in docs/pictures with those of this run. */
	async publish(): Promise<void> {
		await rm(docsFolder, { recursive: true, force: true });
		await mkdir(docsFolder, { recursive: true });
		for (const name of this.made.keys()) await copyFile(join(pictureFolder, name), join(docsFolder, name));
	}
}

/** @returns the names of the pictures of docs/pictures that the README and the texts of docs/ and examples/ show */
async function shownPictures(): Promise<string[]> {
	const folders = [join(root, 'docs'), join(root, 'examples')];
	const others = await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((file) => join(folder, file))));
	const files = [join(root, 'README.md'), ...others.flat().filter((file) => file.endsWith('.md'))];
	const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
	return texts.flatMap((text) => [...text.matchAll(/pictures\/([\w-]+\.webp)/g)].map(([, name = '']) => name));
}

async function presentPictures(): Promise<string[]> {
	return existsSync(docsFolder) ? await readdir(docsFolder) : [];
}

/** Converts to WebP, which playwright can't write. */
async function capture(page: Page, of?: Area | null): Promise<Buffer> {
	const session = await page.context().newCDPSession(page);
	try {
		const { data } = await session.send('Page.captureScreenshot', {
			format: 'webp',
			quality: 85,
			...(of && { clip: { ...of, scale: 1 } }),
		});
		return Buffer.from(data, 'base64');
	} finally {
		await session.detach();
	}
}
