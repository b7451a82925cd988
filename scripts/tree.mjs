import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the packages in a folder's lock file are installed. npm writes node_modules/.package-lock.json last, so an unfinished
 * installation doesn't have it. Comparing the two files is enough; no other mark is needed.
 *
 * @param {string} folder with package-lock.json and node_modules in it
 * @returns {boolean}
 */
export function isInstalled(folder) {
	const wanted = readPackages(join(folder, 'package-lock.json'));
	const present = readPackages(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
		if (path === '') return true;
		const found = present[path];
		// A missing package may be a binary for another machine.
		if (!found) return optional === true;
		return found.version === version && found.integrity === integrity;
	});
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined} undefined if the file doesn't exist or can't be read
 */
function readPackages(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}
