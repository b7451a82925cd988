import { InvalidFieldError } from '../errors/invalidFieldError';
import { writePayload } from '../webhooks/buttonAnswer/payload';

/**
 * What a button carries that answers a question.
 *
 * @param address the signed address that resumes the execution
 * @param choice its position, from 0
 * @throws InvalidFieldError if there isn't enough room for the node's ID
 */
export function buttonPayload(address: string, choice: number): string {
	const payload = writePayload(address, choice);
	if (payload !== undefined) return payload;
	throw new InvalidFieldError(
		'Answer With',
		"is a way that can't carry the ID of this node, because it is too long",
		'Copy the node, delete the original, and use the copy: n8n gives it a short ID.',
	);
}
