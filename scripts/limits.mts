import * as download from '../nodes/Plivo/client/download';
import * as fileName from '../nodes/Plivo/client/fileName';
import * as httpRequest from '../nodes/Plivo/client/httpRequest';
import * as plivoClient from '../nodes/Plivo/client/plivoClient';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT } from '../nodes/Plivo/client/rateLimit/rateLimit';
import * as rateLimit from '../nodes/Plivo/client/rateLimit/rateLimit';
import { LIST_POLICY, SEND_POLICY } from '../nodes/Plivo/client/retryPolicy';
import * as retryPolicy from '../nodes/Plivo/client/retryPolicy';
import * as upload from '../nodes/Plivo/client/upload';
import * as messageTypes from '../nodes/Plivo/client/wire/messageTypes';
import * as page from '../nodes/Plivo/client/wire/page';
import { additionalFields } from '../nodes/Plivo/content/additionalFields';
import * as sender from '../nodes/Plivo/content/addressing/sender';
import * as mms from '../nodes/Plivo/content/mms/mms';
import { countSegments } from '../nodes/Plivo/content/sms/segments';
import * as interactiveLimits from '../nodes/Plivo/content/whatsapp/interactive/interactiveLimits';
import * as oneTimeCode from '../nodes/Plivo/content/whatsapp/template/oneTimeCode';
import * as templateButtons from '../nodes/Plivo/content/whatsapp/template/templateButtons';
import * as templateLimits from '../nodes/Plivo/content/whatsapp/template/templateLimits';
import * as variableText from '../nodes/Plivo/content/whatsapp/template/variableText';
import * as whatsappMedia from '../nodes/Plivo/content/whatsapp/whatsappMedia';
import * as whatsappText from '../nodes/Plivo/content/whatsapp/whatsappText';
import * as wroteRecently from '../nodes/Plivo/content/whatsapp/window/wroteRecently';
import * as jsonSyntax from '../nodes/Plivo/fields/jsonSyntax';
import * as maxSize from '../nodes/Plivo/fields/maxSize';
import * as reference from '../nodes/Plivo/fields/reference';
import { returnAllFields } from '../nodes/Plivo/fields/returnAll';
import * as getInboundNumbers from '../nodes/Plivo/methods/getInboundNumbers';
import * as searchList from '../nodes/Plivo/methods/searchList';
import * as refusals from '../nodes/Plivo/phone/refusals';
import * as responsePage from '../nodes/Plivo/sendAndWait/responsePage';
import * as resume from '../nodes/Plivo/sendAndWait/resume';
import { waitUntil } from '../nodes/Plivo/sendAndWait/waitLimit';
import { concurrencyOption, rateOption } from '../nodes/Plivo/sending/sendSettings';
import * as downloadFiles from '../nodes/Plivo/trigger/downloadFiles';
import * as duplicates from '../nodes/Plivo/trigger/duplicates/duplicates';
import * as batch from '../nodes/Plivo/trigger/gather/batch';
import * as replyLimiter from '../nodes/Plivo/trigger/reply/replyLimiter';
import * as payload from '../nodes/Plivo/webhooks/buttonAnswer/payload';
import * as authToken from '../nodes/Plivo/webhooks/signature/authToken';
import * as readCall from '../nodes/Plivo/webhooks/signature/readCall';
import * as refusalLog from '../nodes/Plivo/webhooks/signature/refusalLog';
import * as requestParams from '../nodes/Plivo/webhooks/signature/requestParams';

const MB = 1024 * 1024;
const count = (value: number) => value.toLocaleString('en-US');
const characters = (value: number) => `${count(value)} characters`;
const seconds = (ms: number) => `${count(ms / 1_000)} seconds`;
const expiry = () => {
	const option = (additionalFields.options ?? []).find(({ name }) => name === 'message_expiry');
	const { minValue = 0, maxValue = 0 } = (option && 'typeOptions' in option && option.typeOptions) || {};
	return `${count(minValue)} to ${count(maxValue)}`;
};
/** The longest text of one character, repeated, that makes so many units. */
const longest = (character: string, units: number) => {
	let length = 1;
	while (countSegments(character.repeat(length + 1)).units <= units) length += 1;
	return length;
};


/** By the first column of the tables in docs/limits.md: what the code holds, as the page writes it. */
export const limits: Record<string, () => string> = {
	'Text of an SMS, if every character is in the SMS character set (GSM 03.38)': () => `${count(countSegments('a').limit)} characters`,
	'Text of an SMS with an emoji, a curly quote or the like': () => `${count(countSegments('’').limit)} characters`,
	'An SMS that is billed as one unit': () => `${longest('a', 1)} characters`,
	'Each unit of a longer SMS': () => `${longest('a', 3) / 3} characters`,
	'One unit, with an emoji or the like': () => `${longest('’', 1)} characters`,
	'Each unit of a longer one, with an emoji or the like': () => `${longest('’', 3) / 3} characters`,
	'Text of an MMS': () => characters(mms.MAX_TEXT),
	'Text of a WhatsApp message': () => characters(whatsappText.MAX_TEXT),
	'Caption of a WhatsApp file': () => characters(whatsappText.MAX_CAPTION),
	'Header Text, above buttons and lists': () => characters(interactiveLimits.MAX_HEADER),
	'Body, of a message with buttons or a list': () => characters(interactiveLimits.MAX_BODY),
	Footer: () => characters(interactiveLimits.MAX_FOOTER),

	'Digits of a phone number, country code included': () => count(refusals.MAX_DIGITS),
	'Digits of a phone number, at least, if it has no +': () => count(refusals.MIN_DIGITS),
	'Letters and digits of a sender ID': () => count(sender.MAX_SENDER_ID),

	'Different recipients in one request': () => count(messageTypes.MAX_RECIPIENTS),
	'Requests in 5 seconds, from all workflows of an n8n process to an account': () => `${count(ACCOUNT_LIMIT.requests)}, or the option ${rateOption.displayName}`,
	'Requests at the same time, from all workflows of an n8n process to an account': () => count(rateLimit.MAX_CONCURRENT),
	'Uploads at the same time, from all workflows of an n8n process to an account': () => count(UPLOAD_LIMIT.maxConcurrent ?? Infinity),
	'Requests at a Time': () => count(Number(concurrencyOption.typeOptions?.maxValue)),
	'Time for an answer to a request': () => seconds(httpRequest.TIMEOUT_MS),
	'Time for an upload': () => seconds(plivoClient.UPLOAD_TIMEOUT_MS),
	"Tries of a request that Plivo can't have accepted, unless Plivo says that there are too many": () => count(SEND_POLICY.maxAttempts),
	'Total wait between these tries': () => seconds(SEND_POLICY.maxTotalDelayMs),
	"Wait before one of them, if Plivo doesn't name a time": () => seconds(retryPolicy.MAX_DELAY_MS),
	'Message Expiry, in seconds': expiry,
	Reference: () => characters(reference.MAX_REFERENCE),

	'Files of an MMS': () => count(mms.MAX_MEDIA),
	"Files of an MMS together, if they're files of the item": () => `${mms.MAX_BYTES / MB} MB`,
	'Files of one upload': () => count(upload.MAX_FILES),
	'Each uploaded file': () => `${upload.MAX_BYTES_PER_FILE / MB} MB`,
	"A picture for WhatsApp, if it's a file of the item": () => `${whatsappMedia.MAX_IMAGE_BYTES / MB} MB`,
	"A video or audio file for WhatsApp, if it's a file of the item": () => `${whatsappMedia.MAX_VIDEO_OR_AUDIO_BYTES / MB} MB`,
	"Another file for WhatsApp, if it's a file of the item": () => `${whatsappMedia.MAX_DOCUMENT_BYTES / MB} MB`,
	"Max Size (MB) of a download, if the option isn't added": () => `${maxSize.DEFAULT_MAX_SIZE} MB`,
	'Time to download one file (List Media, and Get of Media)': () => seconds(download.TIME_LIMIT_MS),
	'Time to download all files of an incoming message': () => seconds(downloadFiles.TIME_LIMIT_MS),
	'The name of a downloaded file': () => `${count(fileName.MAX_BYTES)} bytes`,
	'Redirects on the way to a file': () => count(download.MAX_REDIRECTS),
	'Time in which the host of a file must answer': () => seconds(download.ANSWER_TIMEOUT_MS),

	'Reply Buttons': () => count(interactiveLimits.MAX_BUTTONS),
	'Title, of a button': () => characters(interactiveLimits.MAX_BUTTON_TITLE),
	'Title, of a section or a row': () => characters(interactiveLimits.MAX_LIST_TITLE),
	'Description of a row': () => characters(interactiveLimits.MAX_DESCRIPTION),
	'ID, of a button or a row': () => characters(interactiveLimits.MAX_ID),
	'Sections of a list': () => count(interactiveLimits.MAX_SECTIONS),
	'Rows of a list, in all sections together': () => count(interactiveLimits.MAX_ROWS),

	'Text in the header': () => characters(templateLimits.MAX_HEADER_TEXT),
	'Text of a body variable': () => characters(templateLimits.MAX_BODY_TEXT),
	'Text of a body variable, if nothing else of the template is filled in': () => characters(templateLimits.MAX_BODY_TEXT_ALONE),
	'Spaces in a row, in a variable': () => count(variableText.MAX_SPACES),
	'One-time code': () => characters(oneTimeCode.MAX_CODE),
	'Button Variables': () => count(templateButtons.MAX_BUTTONS),
	'Brackets within brackets, in JSON': () => count(jsonSyntax.MAX_LEVELS),

	'Records in one page of a list': () => count(page.PAGE_SIZE),
	'Requests in a minute for lists of messages, from all workflows of an n8n process to an account': () => count(LIST_POLICY.limit?.requests ?? 0),
	'Tries of a request for a list of messages, unless Plivo says that there are too many': () => count(LIST_POLICY.maxAttempts),
	'Total wait between these tries (lists)': () => seconds(LIST_POLICY.maxTotalDelayMs),
	'Send Template Instead: how long ago a person may have written, to get the message itself': () => `${Math.floor(wroteRecently.MAX_MINUTES_AGO / 60)} hours and ${wroteRecently.MAX_MINUTES_AGO % 60} minutes`,
	'Records of List, unless Limit or Return All says otherwise': () => String(returnAllFields.find(({ name }) => name === 'limit')?.default),
	'Pages that a dropdown reads before it shows something; it reads more when you scroll': () => count(searchList.MAX_PAGES),
	'Pages in which a dropdown searches for the name that you type, of 20 each': () => count(searchList.MAX_PAGES_BY_NAME),
	'Numbers in the list of the trigger': () => count(getInboundNumbers.MAX_NUMBERS),
	'Powerpacks that this list checks': () => count(getInboundNumbers.MAX_POWERPACKS),

	'A call that is read': () => `${readCall.MAX_BYTES / 1024} kB`,
	'Parameters of a call that is read; for JSON, all its values': () => count(requestParams.MAX_PARAMETERS),
	'Characters of the names and values of these together': () => count(requestParams.MAX_CHARACTERS),
	'JSON of a call that is read': () => `${requestParams.MAX_NESTED} levels`,
	"Lines in n8n's log, for each reason to refuse a call": () => `${refusalLog.MAX_AN_HOUR} in an hour`,
	'Messages and statuses that are remembered, to recognize duplicates': () => count(duplicates.MAX_REMEMBERED),
	'Of these, across a restart of n8n': () => count(duplicates.MAX_WRITTEN),
	"Wait for the same message, while it's on its way into n8n": () => seconds(duplicates.MAX_WAIT_MS),
	'Gather Messages (Seconds)': () => `${count(batch.MAX_QUIET_SECONDS)} seconds`,
	'Messages of a sender that are gathered into one item': () => count(batch.MAX_MESSAGES),
	'Time in which these are gathered; the next message then starts the workflow at once': () => seconds(batch.MAX_OPEN_MS),
	'Calls that wait for further messages, in an n8n process': () => count(batch.MAX_WAITING),
	'Automatic replies between the same two numbers': () => `one in ${seconds(replyLimiter.WINDOW_MS)}`,
	'How long a replaced Auth Token stays valid': () => seconds(authToken.KEEP_MS),

	'An answer written on the page': () => characters(responsePage.MAX_ANSWER),
	'The form with it, as a browser sends it': () => `${resume.MAX_BYTES / 1024} kB`,
	'What a WhatsApp button carries that answers a question': () => characters(payload.MAX_PAYLOAD),
	"Wait for a delivery, if Limit Wait Time isn't added": () => `${(waitUntil({}, true, 'UTC', 0).getTime() / 3_600_000).toString()} hours`,
};
