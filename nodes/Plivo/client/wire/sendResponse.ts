import type { SendResponse } from './messageTypes';
import { isObject, textOf } from './response';

/**
 * Reads Plivo's response to a message. According to its reference, `message_uuid` and `invalid_number` are lists. A text
 * is read too, because the message has been sent and its UUID must not get lost.
 *
 * @returns undefined if it lists no recipient: then it isn't from Plivo, for example because of a wrong Base URL
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

/** A text may contain several values, joined as in `dst` or in another common way. */
function textsOf(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((one) => textOf(one)?.split(/[<,;]/) ?? [])
		.map((text) => text.trim())
		.filter((text) => text !== '');
}
