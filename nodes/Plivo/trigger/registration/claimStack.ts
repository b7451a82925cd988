import { isActive } from './inMemoryState';
import type { OwnApplication } from './plivoResources';

/**
 * A number's claims are a stack. At the bottom is the application that was there before any n8n; above it, there is one
 * application of ours for each workflow or test that has claimed the number since. All of this is stored at Plivo, in the
 * names of our applications, and the number is linked to the one on top. Claiming a number puts a claim on top, and
 * releasing it removes one's own claim from any position. In whatever order that happens, the number is linked to the top
 * of what is left.
 *
 * If somebody links a number to another application by hand, that starts a new stack on that application.
 */

/** n8n lets a test listen for two minutes. */
const OLDEST_TEST_S = 10 * 60;

/**
 * Whether a claim belongs to a test that nobody listens to anymore, because its n8n was stopped during it. This process
 * knows the tests of its own n8n; those of others count as ended after a while.
 *
 * @param instance this n8n
 * @param now seconds since 1970
 */
export function isDeadTest({ name }: OwnApplication, instance: string, now = seconds()): boolean {
	if (name.kind !== 't') return false;
	return name.instance === instance ? !isActive(name) : Math.abs(now - name.order) > OLDEST_TEST_S;
}

/**
 * The live claims on a number that stand on an application, topmost first.
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

/** Two n8n instances that claim at the same time may have chosen the same order. */
export function fromTop(a: OwnApplication, b: OwnApplication): number {
	return b.name.order - a.name.order || (a.record.app_id < b.record.app_id ? 1 : -1);
}

function seconds(): number {
	return Math.floor(Date.now() / 1_000);
}
