import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a folder holds what its lock file asks for. npm writes node_modules/.package-lock.json last, so a half-finished
 * installation has none, and comparing the two needs no stamp of ours.
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
		// What is missing may be a binary for another machine.
		if (!found) return optional === true;
		return found.version === version && found.integrity === integrity;
	});
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @param {string} file
 * @returns {Record<string, LockedPackage> | undefined} undefined when there is no such file, or none that can be read
 */
function readPackages(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}
