import { isActive } from './inMemoryState';
import type { OwnApplication } from './plivoResources';

/**
 * A number's claims are a stack: at the bottom the application that was there before any n8n, above it one application of
 * ours for each workflow or test that has claimed the number since. Plivo holds all of it, in the names of our applications,
 * and the number is linked to the one on top. To take a number is to put a claim on top, and to give it back is to remove
 * one's own from wherever it is; in whatever order that happens, the number goes to the one on top of what is left.
 *
 * Somebody who links a number to another application by hand begins a new stack, on that application.
 */

/** n8n lets a test listen for two minutes. */
const OLDEST_TEST_S = 10 * 60;

/**
 * Whether a claim is one of a test that nobody listens to any more: its n8n was stopped in the middle of it. Of the tests of
 * this n8n, this process knows; those of others are over after a while.
 *
 * @param instance this n8n
 * @param now seconds since 1970
 */
export function isDeadTest({ name }: OwnApplication, instance: string, now = seconds()): boolean {
	if (name.kind !== 't') return false;
	return name.instance === instance ? !isActive(name) : Math.abs(now - name.order) > OLDEST_TEST_S;
}

/**
 * The living claims on a number that stand on an application, the topmost first.
 *
 * @param former the application at the bottom; undefined for none
 * @param claims all on the number
 * @param instance this n8n
 */
export function stackOn(former: string | undefined, claims: OwnApplication[], instance: string): OwnApplication[] {
	return claims.filter((claim) => claim.name.former === former && !isDeadTest(claim, instance)).sort(fromTop);
}

/** The order of a new claim, above all others. */
export function nextOrder(claims: OwnApplication[], now = seconds()): number {
	return claims.reduce((highest, { name }) => Math.max(highest, name.order + 1), now);
}

/** Two n8n that claim at the same time may have taken the same order. */
export function fromTop(a: OwnApplication, b: OwnApplication): number {
	return b.name.order - a.name.order || (a.record.app_id < b.record.app_id ? 1 : -1);
}

function seconds(): number {
	return Math.floor(Date.now() / 1_000);
}
