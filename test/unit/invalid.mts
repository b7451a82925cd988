import { InvalidFieldError } from '../../nodes/Plivo/errors/invalidFieldError';

/** The message and the remedy with which a value is refused; fails when it is taken. */
export function refusal(act: () => unknown): { message: string; remedy: string } {
	try {
		act();
	} catch (error) {
		if (error instanceof InvalidFieldError) return { message: error.message, remedy: error.remedy };
		throw error;
	}
	throw new Error('The value was taken');
}
