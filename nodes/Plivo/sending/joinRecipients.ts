/** The recipients of a request in the format that Plivo expects in `dst`. (Plivo's page on bulk messaging.) */
export function joinRecipients(numbers: string[]): string {
	return numbers.join('<');
}
