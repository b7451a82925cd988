/** A number that is not ours to take. The message says what to do. */
export class NumberUnavailableError extends Error {}
