/** The recipients of a request as Plivo takes them in `dst`. (Plivo's page on bulk messaging.) */
export function joinRecipients(numbers: string[]): string {
	return numbers.join('<');
}
