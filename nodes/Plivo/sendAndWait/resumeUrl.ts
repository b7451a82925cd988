import type { IExecuteFunctions } from 'n8n-workflow';

import { RUN } from './waiting';

/** n8n before 2.41 checks the signature of the address only for a node that requests it. */
interface AsksForSignature {
	setSignatureValidationRequired?: () => void;
}

/** The signed address that resumes a run of the node once it waits. */
export function resumeAddress(context: IExecuteFunctions & AsksForSignature, run: string): string {
	context.setSignatureValidationRequired?.();
	return context.getSignedResumeUrl({ [RUN]: run });
}
