import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step, UserError } from '../../../scripts/console.mjs';
import { installDebian, mayInstallDebian } from '../../../playground/debian.mts';

export interface Programs {
	initdb: string;
	postgres: string;
	/** Redis, or Valkey, which does the same. */
	redis: string;
}

/**
 * Finds PostgreSQL and Redis. If one is missing, it's installed when this runs as root on Debian.
 *
 * @param log the file that gets apt-get's output
 * @throws {UserError} something is missing; says what to install
 */
export async function findPrograms(log: string): Promise<Programs> {
	const found = find();
	if (found.missing.length === 0) return found.programs;
	const packages = found.missing.join(' ');
	const remedy = `install ${found.missing.join(' and ')} (on Debian and Ubuntu: sudo apt-get install ${packages})`;
	if (!mayInstallDebian()) {
		throw new UserError(`Queue mode needs a database and a queue: ${remedy}, then run the same command again.`);
	}
	await step(`Installing ${packages}`, async () => {
		if (!(await installDebian(found.missing, log))) throw new UserError(`apt-get couldn't install ${packages}; see its output in ${log}. ${sentence(remedy)}, then run the same command again.`);
	});
	const now = find();
	if (now.missing.length > 0) throw new UserError(`${packages} was installed but can't be found: ${remedy}.`);
	return now.programs;
}

function find(): { programs: Programs; missing: string[] } {
	const initdb = program(['initdb'], postgresFolders());
	const postgres = program(['postgres'], postgresFolders());
	const redis = program(['redis-server', 'valkey-server'], ['/opt/homebrew/bin', '/usr/local/bin', '/usr/sbin']);
	const missing = [...(initdb && postgres ? [] : ['postgresql']), ...(redis ? [] : ['redis-server'])];
	return { programs: { initdb: initdb ?? '', postgres: postgres ?? '', redis: redis ?? '' }, missing };
}

/** Debian has a folder for each version, outside the path. The newest comes first. */
function postgresFolders(): string[] {
	const versions = '/usr/lib/postgresql';
	if (!existsSync(versions)) return [];
	return readdirSync(versions).sort((a, b) => Number(b) - Number(a)).map((version) => join(versions, version, 'bin'));
}

function program(names: string[], folders: string[]): string | undefined {
	const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return [...folders, ...path].flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function sentence(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
