import type { SendResponse } from './messageTypes';
import { isObject, textOf } from './response';

/**
 * Reads Plivo's answer to a message. `message_uuid` and `invalid_number` are lists by its reference; one that comes as text
 * is read too, because the message has been sent, and its UUID must not get lost.
 *
 * @returns undefined where it says nothing of any recipient: then it is not Plivo's, such as that of a wrong Base URL
 */
export function readSendResponse(body: unknown): SendResponse | undefined {
	if (!isObject(body)) return undefined;
	const { api_id, message, message_uuid, invalid_number, ...rest } = body;
	const [uuids, invalid] = [textsOf(message_uuid), textsOf(invalid_number)];
	if (uuids.length === 0 && invalid.length === 0) return undefined;
	const [apiId, words] = [textOf(api_id), textOf(message)];
	return {
		...rest,
		...(apiId !== undefined && { api_id: apiId }),
		...(words !== undefined && { message: words }),
		message_uuid: uuids,
		...(invalid.length > 0 && { invalid_number: invalid }),
	};
}

/** A text may hold several, joined as in `dst` or as people do. */
function textsOf(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((one) => textOf(one)?.split(/[<,;]/) ?? [])
		.map((text) => text.trim())
		.filter((text) => text !== '');
}
