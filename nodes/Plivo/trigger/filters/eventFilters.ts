import { parseOption } from '../../fields/option';
import type { Event } from '../../webhooks/events/event';
import { beginningOf } from '../../webhooks/words/beginning';
import { comparable } from '../../webhooks/words/comparable';
import type { OnUnusable } from '../parameters/triggerOptions';
import { beginsWith, parseKeywords } from './keyword';
import { parseSenders, parseUsableSenders, type SenderTest } from './senders';

const MESSAGE_TYPES = ['sms', 'mms', 'whatsapp'] as const;
const STATUSES = ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'rejected', 'read'] as const;

/** What starts the workflow. An empty list accepts everything. */
export interface Filters {
	messageTypes: string[];
	senders: SenderTest[];
	keywords: string[];
	statuses: string[];
}

interface Unread {
	messageTypes?: unknown;
	fromNumbers?: unknown;
	keyword?: unknown;
	statuses?: unknown;
}

/**
 * Reads the filters of the trigger's options. An expression may yield any value.
 *
 * @throws InvalidFieldError naming the option
 */
export function parseFilters(options: Unread): Filters {
	return {
		messageTypes: parseChoices(options.messageTypes, MESSAGE_TYPES, 'Message Types'),
		senders: parseSenders(options.fromNumbers),
		keywords: parseKeywords(options.keyword),
		statuses: parseChoices(options.statuses, STATUSES, 'Statuses'),
	};
}

/**
 * Reads the filters for an incoming call. It is too late to reject an option then: an expression may have become invalid
 * since the workflow was activated. An invalid filter accepts everything, so that nothing is lost.
 *
 * From Numbers is an exception, because it may be the only thing that keeps strangers from starting the workflow. Its
 * valid entries count. For a message from anybody else, the error of an invalid entry is thrown, so that Plivo sends the
 * message again.
 */
export function parseFiltersOfCall(options: Unread, onUnusable: OnUnusable): Filters {
	const read = <T>(label: string, reader: () => T[]): T[] => {
		try {
			return reader();
		} catch (error) {
			onUnusable(label, error);
			return [];
		}
	};
	return {
		messageTypes: read('Message Types', () => parseFilters({ messageTypes: options.messageTypes }).messageTypes),
		senders: parseUsableSenders(options.fromNumbers),
		keywords: read('Keyword', () => parseFilters({ keyword: options.keyword }).keywords),
		statuses: read('Statuses', () => parseFilters({ statuses: options.statuses }).statuses),
	};
}

/**
 * Message types, senders, and keywords apply to messages, and statuses to statuses.
 *
 * @throws the error of an invalid sender, for {@link parseFiltersOfCall}
 */
export function passes(filters: Filters, item: Event): boolean {
	if (item.event === 'other') return true;
	if (item.event === 'status') return isEmptyOr(filters.statuses, (status) => status === item.status);
	// the label of a tapped button counts as the sender's text, like a typed one
	const texts = filters.keywords.length === 0 ? [] : [item.text, item.button?.text, item.button?.payload];
	const said = texts.filter((text) => typeof text === 'string').map((text) => comparable(beginningOf(text)));
	return (
		isEmptyOr(filters.messageTypes, (type) => type === item.type) &&
		isEmptyOr(filters.keywords, (keyword) => said.some((text) => beginsWith(text, keyword))) &&
		// last, because it may throw
		isEmptyOr(filters.senders, (isSender) => isSender(item.from ?? ''))
	);
}

function isEmptyOr<T>(list: T[], test: (one: T) => boolean): boolean {
	return list.length === 0 || list.some(test);
}

/** @param value an array, or text separated by commas */
function parseChoices<const T extends string>(value: unknown, allowed: readonly T[], label: string): T[] {
	return [value]
		.flat()
		.flatMap((entry): unknown[] => (typeof entry === 'string' ? entry.split(',') : [entry]))
		.map((entry) => (typeof entry === 'string' ? entry.trim().toLowerCase() : entry))
		.filter((entry) => entry !== undefined && entry !== null && entry !== '')
		.map((entry) => parseOption(entry, allowed, label));
}
