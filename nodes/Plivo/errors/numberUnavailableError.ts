/** A number that may not be taken. The message says what to do. */
export class NumberUnavailableError extends Error {}
