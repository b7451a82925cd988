import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { root, workFolder } from '../../scripts/setup.mjs';

/** The folder for the pictures of a run. They are files, because a test that fails ends the process that took the earlier ones. */
const pictureFolder = join(workFolder, 'pictures');
const docsFolder = join(root, 'docs', 'pictures');

const mostBytes = 150_000;
const mostBytesTogether = 2_500_000;

/** A part of the page, in CSS pixels. */
export type Area = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** Deletes the pictures of earlier runs. */
export async function clearPictures(): Promise<void> {
	await rm(pictureFolder, { recursive: true, force: true });
}

/**
 * Takes a picture for the README or docs.
 *
 * @param name of the file, without `.webp`
 * @param of the part that the picture shows; default: the whole page
 */
export async function takePicture(page: Page, name: string, of?: Area | null): Promise<void> {
	const picture = await capture(page, of);
	await mkdir(pictureFolder, { recursive: true });
	await writeFile(join(pictureFolder, `${name}.webp`), picture);
	expect(picture.length, `bytes of ${name}.webp`).toBeLessThanOrEqual(mostBytes);
}

/** Fails if a text shows a picture that wasn't made in this run, or if a picture in docs/ is no longer made. */
export async function expectAllPictures(): Promise<void> {
	const made = await picturesIn(pictureFolder);
	const wanted = new Set([...(await shownPictures()), ...(await picturesIn(docsFolder))]);
	const missing = [...wanted].filter((name) => !made.includes(name));
	expect(missing, "These pictures are shown in the README or docs, or are in docs/pictures, but weren't made").toEqual([]);
	const sizes = await Promise.all(made.map(async (name) => (await stat(join(pictureFolder, name))).size));
	expect(sizes.reduce((sum, bytes) => sum + bytes, 0), 'bytes of all pictures').toBeLessThanOrEqual(mostBytesTogether);
}

/** Replaces the pictures in docs/pictures with those of this run. @throws {Error} they aren't complete */
export async function publishPictures(): Promise<void> {
	await expectAllPictures();
	await rm(docsFolder, { recursive: true, force: true });
	await mkdir(docsFolder, { recursive: true });
	for (const name of await picturesIn(pictureFolder)) await copyFile(join(pictureFolder, name), join(docsFolder, name));
}

/** @returns the names of the pictures of docs/pictures that the README and the texts of docs/ and examples/ show */
async function shownPictures(): Promise<string[]> {
	const folders = [join(root, 'docs'), join(root, 'examples')];
	const others = await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((file) => join(folder, file))));
	const files = [join(root, 'README.md'), ...others.flat().filter((file) => file.endsWith('.md'))];
	const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
	return texts.flatMap((text) => [...text.matchAll(/pictures\/([\w-]+\.webp)/g)].map(([, name = '']) => name));
}

async function picturesIn(folder: string): Promise<string[]> {
	return existsSync(folder) ? await readdir(folder) : [];
}

/** Converts to WebP, which Playwright can't write. */
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
