import type { SendAnswer } from './types';
export function readSendAnswer(body: unknown): SendAnswer | undefined {
	const { message_uuid, invalid_number, ...rest } = body as Partial<SendAnswer>;
	const list = (v: unknown): string[] => [v].flat().filter((x): x is string => typeof x === 'string' && x !== '');
	const uuids = list(message_uuid); const invalid = list(invalid_number);
	if (uuids.length + invalid.length === 0) return undefined;
	return { ...(rest as SendAnswer), message_uuid: uuids, ...(invalid.length > 0 && { invalid_number: invalid }) };
}
