import type { SandboxState } from '../state.mts';
import type { Message } from './message.mts';
import type { SendBody } from './sendSchema.mts';

/** Plivo's code for a file that couldn't be processed. */
const badFile = '140';

/**
 * Starts the delivery of messages as soon as their files have been downloaded. They fail if a file can't be.
 *
 * Not known about live Plivo: whether it downloads a file from a link with a query. The switch media-download decides that, and
 * whether the sandbox downloads files at all.
 */
export function startDelivery(messages: Message[], body: SendBody, { variants, downloads, delivery }: SandboxState): void {
	const links = linksOf(body);
	const start = (succeeded: boolean) => {
		for (const message of messages) {
			if (!succeeded) message.failsWith ??= badFile;
			delivery.start(message);
		}
	};
	if (variants['media-download'] === 'fetched' && links.length > 0) downloads.start(links, start);
	else start(variants['media-download'] !== 'no-query' || !links.some((link) => new URL(link).search !== ''));
}

/** The addresses of all files that the messages of a request have. */
function linksOf({ media_urls: urls = [], template, interactive }: SendBody): string[] {
	const parameters = (template?.components ?? []).flatMap((component) => [...component.parameters]);
	const inTemplate = parameters.flatMap((one) => (one.type === 'media' ? [one.media] : []));
	const header = interactive?.header;
	return [...urls, ...inTemplate, ...(header?.type === 'media' ? [header.media] : [])];
}
