import { contentOf, type Nonces } from './nonces';
import { provenBy, type SignedRequest } from './signature';
import type { V3Record } from './v3Record';

/** Why a call is not let in: nothing proves it, its signature was used for other content, or only V2 proves it where V3 has. */
export type Refusal = 'unproven' | 'reused' | 'onlyV2';

/**
 * Whether a call is let in.
 *
 * - A V3 signature that is right lets it in, unless it came with other content before. The V2 signature beside it is used up
 *   as well, so that nobody can take it for another call. Only if it is right: else anybody who repeats the call could use up
 *   signatures of calls that are still to come, or fill the memory.
 * - A right V2 signature lets it in, also beside V3 headers that prove nothing (as live traffic of subaccounts has them), as
 *   long as V3 was never proven here with this token.
 *
 * Remembers nothing of a call that is not let in.
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
		// That it was used before doesn't count against the call: V3 covers what it says.
		if (byV2 !== undefined) nonces.accept(byV2, content);
	}
	return 'in';
}
