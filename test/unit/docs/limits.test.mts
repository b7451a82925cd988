import { additionalFields } from '../../../nodes/Plivo/content/additionalFields';
import { countSegments } from '../../../nodes/Plivo/content/sms/segments';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT } from '../../../nodes/Plivo/client/rateLimit/rateLimit';
import { LIST_POLICY, SEND_POLICY } from '../../../nodes/Plivo/client/retryPolicy';
import { waitUntil } from '../../../nodes/Plivo/sendAndWait/waitLimit';
import { concurrencyOption, rateOption } from '../../../nodes/Plivo/sending/sendSettings';
import { returnAllFields } from '../../../nodes/Plivo/fields/returnAll';
import { readPage, tablesOf } from './markdown.mts';
import { constant, limitConstants } from './sentences.mts';

const MB = 1024 * 1024;
const used = new Set<string>();

/** A number of the code, and a mark that the page speaks of it. */
function of(file: string, name: string): number {
	used.add(`${file} ${name}`);
	return constant(file, name);
}

const count = (value: number) => value.toLocaleString('en-US');
const characters = (file: string, name: string) => `${count(of(file, name))} characters`;
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


/** By the first column: what the code holds, as the page writes it. */
const limits: Record<string, () => string> = {
	'Text of an SMS, if every character is in the SMS character set (GSM 03.38)': () => `${count(countSegments('a').limit)} characters`,
	'Text of an SMS with an emoji, a curly quote or the like': () => `${count(countSegments('’').limit)} characters`,
	'An SMS that is billed as one unit': () => `${longest('a', 1)} characters`,
	'Each unit of a longer SMS': () => `${longest('a', 3) / 3} characters`,
	'One unit, with an emoji or the like': () => `${longest('’', 1)} characters`,
	'Each unit of a longer one, with an emoji or the like': () => `${longest('’', 3) / 3} characters`,
	'Text of an MMS': () => characters('content/mms/mms.ts', 'MAX_TEXT'),
	'Text of a WhatsApp message': () => characters('content/whatsapp/whatsappText.ts', 'MAX_TEXT'),
	'Caption of a WhatsApp file': () => characters('content/whatsapp/whatsappText.ts', 'MAX_CAPTION'),
	'Header Text, above buttons and lists': () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_HEADER'),
	'Body, of a message with buttons or a list': () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_BODY'),
	Footer: () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_FOOTER'),

	'Digits of a phone number, country code included': () => count(of('phone/refusals.ts', 'MAX_DIGITS')),
	'Digits of a phone number, at least, if it has no +': () => count(of('phone/refusals.ts', 'MIN_DIGITS')),
	'Letters and digits of a sender ID': () => count(of('content/addressing/sender.ts', 'MAX_SENDER_ID')),

	'Different recipients in one request': () => count(of('client/wire/messageTypes.ts', 'MAX_RECIPIENTS')),
	'Requests in 5 seconds, from all workflows of an n8n process to an account': () => {
		expect([ACCOUNT_LIMIT.windowMs, rateOption.default]).toEqual([5_000, ACCOUNT_LIMIT.requests]);
		return `${count(ACCOUNT_LIMIT.requests)}, or the option ${rateOption.displayName}`;
	},
	'Requests at the same time, from all workflows of an n8n process to an account': () => count(of('client/rateLimit/rateLimit.ts', 'MAX_CONCURRENT')),
	'Uploads at the same time, from all workflows of an n8n process to an account': () => count(UPLOAD_LIMIT.maxConcurrent ?? Infinity),
	'Requests at a Time': () => count(Number(concurrencyOption.typeOptions?.maxValue)),
	'Time for an answer to a request': () => seconds(of('client/httpRequest.ts', 'TIMEOUT_MS')),
	'Time for an upload': () => seconds(of('client/plivoClient.ts', 'UPLOAD_TIMEOUT_MS')),
	"Tries of a request that Plivo can't have accepted, unless Plivo says that there are too many": () => count(SEND_POLICY.maxAttempts),
	'Total wait between these tries': () => seconds(SEND_POLICY.maxTotalDelayMs),
	"Wait before one of them, if Plivo doesn't name a time": () => seconds(of('client/retryPolicy.ts', 'MAX_DELAY_MS')),
	'Message Expiry, in seconds': expiry,

	'Files of an MMS': () => count(of('content/mms/mms.ts', 'MAX_MEDIA')),
	"Files of an MMS together, if they're files of the item": () => `${of('content/mms/mms.ts', 'MAX_BYTES') / MB} MB`,
	'Files of one upload': () => count(of('client/upload.ts', 'MAX_FILES')),
	'Each uploaded file': () => `${of('client/upload.ts', 'MAX_BYTES_PER_FILE') / MB} MB`,
	"A picture for WhatsApp, if it's a file of the item": () => `${of('content/whatsapp/whatsappMedia.ts', 'MAX_IMAGE_BYTES') / MB} MB`,
	"A video or audio file for WhatsApp, if it's a file of the item": () => `${of('content/whatsapp/whatsappMedia.ts', 'MAX_VIDEO_OR_AUDIO_BYTES') / MB} MB`,
	"Another file for WhatsApp, if it's a file of the item": () => `${of('content/whatsapp/whatsappMedia.ts', 'MAX_DOCUMENT_BYTES') / MB} MB`,
	"Max Size (MB) of a download, if the option isn't added": () => `${of('fields/maxSize.ts', 'DEFAULT_MAX_SIZE')} MB`,
	'Time to download one file (List Media)': () => seconds(of('client/download.ts', 'TIME_LIMIT_MS')),
	'Time to download all files of an incoming message': () => seconds(of('trigger/downloadFiles.ts', 'TIME_LIMIT_MS')),
	'The name of a downloaded file': () => `${count(of('client/fileName.ts', 'MAX_BYTES'))} bytes`,
	'Redirects on the way to a file': () => count(of('client/download.ts', 'MAX_REDIRECTS')),
	'Time in which the host of a file must answer': () => seconds(of('client/download.ts', 'ANSWER_TIMEOUT_MS')),

	'Reply Buttons': () => count(of('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_BUTTONS')),
	'Title, of a button': () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_BUTTON_TITLE'),
	'Title, of a section or a row': () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_LIST_TITLE'),
	'Description of a row': () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_DESCRIPTION'),
	'ID, of a button or a row': () => characters('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_ID'),
	'Sections of a list': () => count(of('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_SECTIONS')),
	'Rows of a list, in all sections together': () => count(of('content/whatsapp/interactive/interactiveLimits.ts', 'MAX_ROWS')),

	'Text in the header': () => characters('content/whatsapp/template/templateLimits.ts', 'MAX_HEADER_TEXT'),
	'Text of a body variable': () => characters('content/whatsapp/template/templateLimits.ts', 'MAX_BODY_TEXT'),
	'Text of a body variable, if nothing else of the template is filled in': () => characters('content/whatsapp/template/templateLimits.ts', 'MAX_BODY_TEXT_ALONE'),
	'Spaces in a row, in a variable': () => count(of('content/whatsapp/template/variableText.ts', 'MAX_SPACES')),
	'One-time code': () => characters('content/whatsapp/template/oneTimeCode.ts', 'MAX_CODE'),
	'Button Variables': () => count(of('content/whatsapp/template/templateButtons.ts', 'MAX_BUTTONS')),
	'Brackets within brackets, in JSON': () => count(of('fields/jsonSyntax.ts', 'MAX_LEVELS')),

	'Records in one page of a list': () => count(of('client/wire/page.ts', 'PAGE_SIZE')),
	'Requests in a minute for lists of messages, from all workflows of an n8n process to an account': () => {
		expect(LIST_POLICY.limit?.windowMs).toBe(60_000);
		return count(LIST_POLICY.limit?.requests ?? 0);
	},
	'Tries of a request for a list of messages, unless Plivo says that there are too many': () => count(LIST_POLICY.maxAttempts),
	'Total wait between these tries (lists)': () => seconds(LIST_POLICY.maxTotalDelayMs),
	'Records of List, unless Limit or Return All says otherwise': () => String(returnAllFields.find(({ name }) => name === 'limit')?.default),
	'Pages that a dropdown reads before it shows something; it reads more when you scroll': () => count(of('methods/searchList.ts', 'MAX_PAGES')),
	'Pages in which a dropdown searches for the name that you type, of 20 each': () => count(of('methods/searchList.ts', 'MAX_PAGES_BY_NAME')),
	'Numbers in the list of the trigger': () => count(of('methods/getInboundNumbers.ts', 'MAX_NUMBERS')),
	'Powerpacks that this list checks': () => count(of('methods/getInboundNumbers.ts', 'MAX_POWERPACKS')),

	'A call that is read': () => `${of('webhooks/signature/readCall.ts', 'MAX_BYTES') / 1024} kB`,
	'Parameters of a call that is read; for JSON, all its values': () => count(of('webhooks/signature/requestParams.ts', 'MAX_PARAMETERS')),
	'Characters of the names and values of these together': () => count(of('webhooks/signature/requestParams.ts', 'MAX_CHARACTERS')),
	'JSON of a call that is read': () => `${of('webhooks/signature/requestParams.ts', 'MAX_NESTED')} levels`,
	"Lines in n8n's log, for each reason to refuse a call": () => `${of('webhooks/signature/refusalLog.ts', 'MAX_AN_HOUR')} in an hour`,
	'Messages and statuses that are remembered, to recognize duplicates': () => count(of('trigger/duplicates/duplicates.ts', 'MAX_REMEMBERED')),
	'Of these, across a restart of n8n': () => count(of('trigger/duplicates/duplicates.ts', 'MAX_WRITTEN')),
	"Wait for the same message, while it's on its way into n8n": () => seconds(of('trigger/duplicates/duplicates.ts', 'MAX_WAIT_MS')),
	'Automatic replies between the same two numbers': () => `one in ${seconds(of('trigger/reply/replyLimiter.ts', 'WINDOW_MS'))}`,
	'How long a replaced Auth Token stays valid': () => seconds(of('webhooks/signature/authToken.ts', 'KEEP_MS')),

	'An answer written on the page': () => characters('sendAndWait/responsePage.ts', 'MAX_ANSWER'),
	'The form with it, as a browser sends it': () => `${of('sendAndWait/resume.ts', 'MAX_BYTES') / 1024} kB`,
	"Wait for a delivery, if Limit Wait Time isn't added": () => `${(waitUntil({}, true, 'UTC', 0).getTime() / 3_600_000).toString()} hours`,
};

/** Numbers that bound what the nodes hold in memory or look at, and which no user runs into. */
const INTERNAL = [
	'webhooks/words/letters.ts MAX_READ',
	'webhooks/words/letters.ts MAX_KEPT',
	'webhooks/words/subscription.ts MAX_TEXT',
	'trigger/filters/regularExpression.ts MAX_READ',
	'phone/defects.ts MAX_NAMED',
	'phone/notation.ts MAX_WRITTEN',
	'phone/nationalFormat.ts MAX_CALLING_CODE',
	'phone/parsePhoneNumber.ts MIN_BEFORE_EXTENSION',
	'phone/parsePhoneNumber.ts MIN_OF_LARGE_COUNTRIES',
	'client/failures/requestFailure.ts MAX_SENTENCE',
	'client/fileName.ts MAX_EXTENSION',
	'client/fileName.ts MAX_READ_NAME',
	'errors/shortened.ts MAX_LENGTH',
	'errors/secrets.ts MIN_TOKEN_LENGTH',
	'client/rateLimit/adaptiveLimit.ts MIN_SHARE',
	'client/retryPolicy.ts MAX_TIME_FACTOR',
	'trigger/duplicates/duplicates.ts MAX_WAITING',
	'memory/lruMap.ts KEEP_UNUSED_MS',
	'memory/lruMap.ts MAX_ENTRIES',
	'trigger/registration/plivoResources.ts MAX_APPLICATIONS',
	'trigger/registration/plivoResources.ts MAX_NUMBERS',
	'trigger/registration/inMemoryState.ts MAX_NAMES',
	'trigger/registration/release.ts MAX_LOOKS',
	'trigger/registration/numberState.ts MAX_LOST',
	'webhooks/words/beginning.ts MAX_READ',
	'webhooks/words/aboutSubscription.ts MAX_IN_LAST',
	'webhooks/words/aboutSubscription.ts MAX_WORDS_IN_LAST',
	'webhooks/words/subscription.ts MAX_READ',
	'webhooks/events/values.ts MAX_NOTHING',
	'webhooks/words/subscription.ts MAX_LENGTH',
	'webhooks/logLimiter.ts MAX_REMEMBERED',
	'trigger/reply/replyLimiter.ts MAX_PAIRS',
	'webhooks/signature/nonces.ts MAX_REMEMBERED',
	'webhooks/signature/signature.ts MAX_SIGNATURES',
	'webhooks/signature/v3Record.ts MAX_TOKENS',
	'sendAndWait/messageParts.ts MAX_REMEMBERED',
];

const rows = tablesOf(readPage('docs/limits.md'))
	.filter(({ head }) => /^What,At most,Whose(,WhatsApp)?$/.test(head.join()))
	.flatMap((table) => table.rows.map(([what = '', most = '', whose = '', whatsapp]) => ({ what, most, whose, whatsapp, under: table.heading })));

describe('docs/limits.md', () => {
	it('has each limit as the code has it, and no other', () => {
		const said = rows.map(({ what, most }) => [what, most]);
		expect(said).toEqual(Object.entries(limits).map(([what, most]) => [what, most()]));
	});

	it('leaves out no limit of the code', () => {
		for (const most of Object.values(limits)) most();
		const known = [...used, ...INTERNAL];
		expect(limitConstants().filter((name) => !known.includes(name))).toEqual([]);
	});

	it("says for each of WhatsApp's own where it is published", () => {
		const metas = readPage('docs/limits.md').split('\n').filter((line) => /^\|.*\| Meta, .*\|.*\|$/.test(line) && !/if it's a file of the item/.test(line));
		expect(metas.length).toBeGreaterThan(5);
		expect(metas.filter((line) => !/\]\(https:\/\/[^)]+\) \|$/.test(line))).toEqual([]);
		expect(rows.filter(({ whatsapp }) => whatsapp === '')).toEqual([]);
	});

	it('says of each whose it is', () => {
		expect(rows.filter(({ whose }) => !/^(Plivo, .+|Meta, .+|this package.*)$/.test(whose))).toEqual([]);
	});
});
