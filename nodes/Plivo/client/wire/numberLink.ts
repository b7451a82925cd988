/** What a number is linked to. `other` is anything but an XML application, such as a PHLO or a SIP trunk. */
export type NumberLink = { kind: 'none' } | { kind: 'application'; id: string } | { kind: 'other' };

/** @param application from Plivo's record of a number: the path of what the number is linked to */
export function readNumberLink(application: unknown): NumberLink {
	if (application === undefined || application === null || application === '') return { kind: 'none' };
	const [, id] = typeof application === 'string' ? (/\/Application\/([A-Za-z0-9]+)\/?$/.exec(application) ?? []) : [];
	return id === undefined ? { kind: 'other' } : { kind: 'application', id };
}
