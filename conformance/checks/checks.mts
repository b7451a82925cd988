import type { Check } from '../check.mts';
import { appNameFilter, appNameLength, unlink } from './applications.mts';
import { mediaDownload, mediaLogin, megabyte } from './files.mts';
import { messageSignature, powerpackApplication } from './incoming.mts';
import { rejectedRequests, retryAfter } from './limits.mts';
import { locationParts, pressId, pressParts, replyButton } from './presses.mts';
import { allInvalid, invalidRecipients, uuidOrder } from './recipients.mts';
import { callbackMethod, statusQuery, statusSignature } from './statusCallbacks.mts';
import { templateComponents } from './templates.mts';
import { extensionCharacters, unicodeLimit } from './texts.mts';
import { whatsappInList } from './whatsappList.mts';

/**
 * All checks, in the order in which they run: first what sends nothing, then SMS, then what needs a person, who can put the phone away
 * afterward. `unlink` comes after the checks that need the link, and the burst last, because others would have to wait for its end.
 */
export const checks: readonly Check[] = [
	templateComponents,
	appNameLength,
	appNameFilter,
	mediaLogin,
	megabyte,
	statusSignature,
	statusQuery,
	callbackMethod,
	invalidRecipients,
	uuidOrder,
	allInvalid,
	unicodeLimit,
	extensionCharacters,
	messageSignature,
	powerpackApplication,
	unlink,
	whatsappInList,
	replyButton,
	pressParts,
	pressId,
	locationParts,
	mediaDownload,
	rejectedRequests,
	retryAfter,
];
