import { contentOf, type Nonces } from './nonces';
import { provenBy, type SignedRequest } from './signature';
import type { V3Record } from './v3Record';

/**
 * Why a call is refused: nothing proves it, its signature was used for other content, or only V2 proves it where V3 has
 * before.
 */
export type Refusal = 'unproven' | 'reused' | 'onlyV2';

/**
 * Whether a call is accepted.
 *
 * - A valid V3 signature is accepted, unless it came with other content before. The V2 signature beside it is also marked
 *   as used, so that nobody can use it for another call. This happens only if the V2 signature is valid: otherwise,
 *   anybody who repeats the call could use up signatures of future calls, or fill the memory.
 * - A valid V2 signature is accepted, even beside V3 headers that prove nothing (as seen in live traffic of subaccounts),
 *   as long as V3 was never proven here with this token.
 *
 * Remembers nothing about a refused call.
 */
export function admit(
	request: SignedRequest,
	authToken: string,
	{ nonces, v3 }: { nonces: Nonces; v3: V3Record },
): 'in' | Refusal {
	const { V3: byV3, V2: byV2 } = provenBy(request, authToken);
	const proof = byV3 ?? byV2;
	if (proof === undefined) return 'unproven';
	if (byV3 === undefined && v3.has(authToken)) return 'onlyV2';
	const content = contentOf(request);
	if (!nonces.accept(proof, content)) return 'reused';
	if (byV3 !== undefined) {
		v3.add(authToken);
		// It doesn't matter here if the V2 signature was used before, because V3 covers the content.
		if (byV2 !== undefined) nonces.accept(byV2, content);
	}
	return 'in';
}
