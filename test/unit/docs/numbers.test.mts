import { Plivo } from '../../../nodes/Plivo/Plivo.node';
import { PlivoTrigger } from '../../../nodes/Plivo/PlivoTrigger.node';
import { concurrencyOption } from '../../../nodes/Plivo/sending/sendSettings';
import { DEFAULT_MAX_SIZE } from '../../../nodes/Plivo/fields/maxSize';
import { GSM, UCS } from '../../../nodes/Plivo/content/sms/segments';
import { describeMessageError } from '../../../nodes/Plivo/errors/deliveryErrors';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT } from '../../../nodes/Plivo/client/rateLimit/rateLimit';
import { LIST_POLICY, SEND_POLICY } from '../../../nodes/Plivo/client/retryPolicy';
import { waitUntil } from '../../../nodes/Plivo/sendAndWait/waitLimit';
import { questionFields } from '../../../nodes/Plivo/sendAndWait/question';
import { MAX_MINUTES_AGO } from '../../../nodes/Plivo/content/whatsapp/window/wroteRecently';
import * as reference from '../../../nodes/Plivo/fields/reference';
import * as fileName from '../../../nodes/Plivo/client/fileName';
import * as httpRequest from '../../../nodes/Plivo/client/httpRequest';
import * as requestQueue from '../../../nodes/Plivo/client/requestQueue';
import * as retryPolicy from '../../../nodes/Plivo/client/retryPolicy';
import * as messageTypes from '../../../nodes/Plivo/client/wire/messageTypes';
import * as page from '../../../nodes/Plivo/client/wire/page';
import * as mms from '../../../nodes/Plivo/content/mms/mms';
import * as interactiveLimits from '../../../nodes/Plivo/content/whatsapp/interactive/interactiveLimits';
import * as oneTimeCode from '../../../nodes/Plivo/content/whatsapp/template/oneTimeCode';
import * as templateLimits from '../../../nodes/Plivo/content/whatsapp/template/templateLimits';
import * as variableText from '../../../nodes/Plivo/content/whatsapp/template/variableText';
import * as resume from '../../../nodes/Plivo/sendAndWait/resume';
import * as downloadFiles from '../../../nodes/Plivo/trigger/downloadFiles';
import * as duplicates from '../../../nodes/Plivo/trigger/duplicates/duplicates';
import * as batch from '../../../nodes/Plivo/trigger/gather/batch';
import * as inParallel from '../../../nodes/Plivo/trigger/registration/inParallel';
import * as authToken from '../../../nodes/Plivo/webhooks/signature/authToken';
import * as nonces from '../../../nodes/Plivo/webhooks/signature/nonces';
import * as refusalLog from '../../../nodes/Plivo/webhooks/signature/refusalLog';
import { readPage } from './markdown.mts';
import { numbersOf, placesOf, proseOf, said, type Place } from './numbers.mts';

const guides = ['interactive', 'sms-and-mms', 'templates', 'sending-many', 'trigger', 'send-and-wait', 'delivery-guarantees', 'troubleshooting', 'phone-numbers', 'verified'];
const pages = [...guides.map((name) => `docs/${name}.md`), 'examples/README.md', 'README.md'].map((page) => ({ page, prose: proseOf(readPage(page)) }));

/** What the panels say: their numbers of ours are made from the constants, those of others are written as in the guides. */
const panels = { page: 'the panels', prose: JSON.stringify([new Plivo().description, new PlivoTrigger().description]) };

const rows = () => interactiveLimits.MAX_ROWS;
const listTitle = () => interactiveLimits.MAX_LIST_TITLE;
const rowDescription = () => interactiveLimits.MAX_DESCRIPTION;
const replyButtons = () => interactiveLimits.MAX_BUTTONS;
const recipients = () => messageTypes.MAX_RECIPIENTS;
const answerSeconds = () => httpRequest.TIMEOUT_MS / 1_000;
const pageSize = () => page.PAGE_SIZE;
const recordsAMinute = () => pageSize() * LIST_POLICY.limit.requests;
const writtenKeys = () => duplicates.MAX_WRITTEN;
const ofLink = () => /has (\d+) to (\d+) characters/.exec(questionFields.find(({ name }) => name === 'message')?.hint ?? '')?.slice(1).map(Number) ?? [];
/** What a workflow in examples/ has for a setting. */
const example = (file: string, name: string) => Number(new RegExp(`"${name}": ?(\\d+)`).exec(readPage(`examples/${file}`))?.[1]);
/** The first minute's requests leave at once, so the last ones leave a minute earlier than a division says. */
const minutesFor = (records: number) => records / recordsAMinute() - 1;
const minutesToLookUp = (people: number) => people / LIST_POLICY.limit.requests - 1;

type Row = [words: string, value: () => number | number[]];

/** What pages say of this package: the words, with a `#` for each number, and what the code has. */
const OURS: Row[] = [
	['chooses from up to # answers', rows],
	['| up to # buttons, or a list', replyButtons],
	['up to # choices with up to # characters and without descriptions', () => [replyButtons(), interactiveLimits.MAX_BUTTON_TITLE]],
	['Up to # buttons to answer with', replyButtons],
	['up to # rows in all', rows],
	['WhatsApp takes # rows', rows],
	['.slice(0, #)', rows],
	['what people see, up to # characters', listTitle],
	["Title' is 30 characters long; WhatsApp allows #", listTitle],
	['smaller text under it, up to # characters', rowDescription],
	[
		'# buttons, with up to # characters each; # sections, with up to # rows in all',
		() => [replyButtons(), interactiveLimits.MAX_BUTTON_TITLE, interactiveLimits.MAX_SECTIONS, rows()],
	],
	[
		'# characters for the title of a section or a row, # for a description, # for each ID',
		() => [listTitle(), rowDescription(), interactiveLimits.MAX_ID],
	],
	[
		'# characters for the body, # for header and footer',
		() => {
			expect(interactiveLimits.MAX_HEADER).toBe(interactiveLimits.MAX_FOOTER);
			return [interactiveLimits.MAX_BODY, interactiveLimits.MAX_FOOTER];
		},
	],

	['(GSM 03.38) has # characters in one unit, or # in each of several', () => [GSM.alone, GSM.each]],
	['UCS-2: # characters in one unit, or # in each of several', () => [UCS.alone, UCS.each]],
	['**SMS** may have # characters, or # with an emoji', () => [GSM.limit, UCS.limit]],
	['may be as long as an SMS: # characters, or # with an emoji', () => [GSM.limit, UCS.limit]],
	['such as `€` and `{` towards # (counted as', () => GSM.limit],
	['whether the limit of # is lower', () => UCS.limit],
	['The text has up to # characters', () => mms.MAX_TEXT],
	['takes up to # files, to the US', () => mms.MAX_MEDIA],

	['**Type** Text, and the **Text**, up to # characters', () => templateLimits.MAX_HEADER_TEXT],
	['more than # spaces in a row', () => variableText.MAX_SPACES],
	['WhatsApp takes up to # characters without spaces', () => oneTimeCode.MAX_CODE],

	['to # requests are on their way at', () => Number(concurrencyOption.default)],
	['more than # requests leave in any # seconds', () => [ACCOUNT_LIMIT.requests, ACCOUNT_LIMIT.windowMs / 1_000]],
	['its limit of # requests in # seconds', () => [ACCOUNT_LIMIT.requests, ACCOUNT_LIMIT.windowMs / 1_000]],
	['than Plivo allows in # seconds', () => ACCOUNT_LIMIT.windowMs / 1_000],
	['Requests per # Seconds', () => ACCOUNT_LIMIT.windowMs / 1_000],
	['a text of up to # characters', () => reference.MAX_REFERENCE],
	['or else for # second, and then', () => requestQueue.PAUSE_MS / 1_000],
	['count too; # uploads at a time', () => UPLOAD_LIMIT.maxConcurrent ?? Infinity],
	['message up after # minute of waiting', () => SEND_POLICY.maxTotalDelayMs / 60_000],
	['or # minutes after Plivo first', () => (retryPolicy.MAX_TIME_FACTOR * SEND_POLICY.maxTotalDelayMs) / 60_000],
	['asks for more than # minute', () => SEND_POLICY.maxTotalDelayMs / 60_000],
	['for # minute; without a connection, up to # times', () => [SEND_POLICY.maxTotalDelayMs / 60_000, SEND_POLICY.maxAttempts]],
	['one message for up to # numbers in one request', recipients],
	['share requests, # different numbers each', recipients],
	['or to # recipients in one request', recipients],
	['# seconds without a connection', answerSeconds],
	['no answer within # seconds', answerSeconds],

	['Plivo lets an account list messages # times a minute', () => LIST_POLICY.limit.requests],
	['returns # records a minute, so # messages take # minutes', () => [recordsAMinute(), 2_000, minutesFor(2_000)]],
	['Plivo returns # records a minute', recordsAMinute],

	['allows # such look-ups a minute', () => LIST_POLICY.limit.requests],
	['turn: # people take # minutes, # take #', () => [100, minutesToLookUp(100), 1_000, minutesToLookUp(1_000)]],
	['only the messages of the last 24 hours, # with each request', pageSize],
	['no more than # hours and # minutes ago', () => [Math.floor(MAX_MINUTES_AGO / 60), MAX_MINUTES_AGO % 60]],
	['the last # minutes might be over', () => 24 * 60 - MAX_MINUTES_AGO],
	['They have # minutes together', () => downloadFiles.TIME_LIMIT_MS / 60_000],
	['no invisible characters, up to # bytes', () => fileName.MAX_BYTES],
	['| Max Size (MB) | # |', () => DEFAULT_MAX_SIZE],
	['Max Size is # MB', () => DEFAULT_MAX_SIZE],
	['the old one for up to # more seconds', () => authToken.KEEP_MS / 1_000],
	['remembers the last #, and across its restart, for the last #', () => [duplicates.MAX_REMEMBERED, writtenKeys()]],
	['have stored (the last #)', writtenKeys],
	// Each call has a signature of V3 and one of V2.
	['remembers the signatures of the last # calls', () => nonces.MAX_REMEMBERED / 2],
	['quiet for so many seconds, from # to #', () => [1, batch.MAX_QUIET_SECONDS]],
	['writes for longer than # seconds, Plivo gets', () => batch.ANSWER_AFTER_MS / 1_000],
	['an item takes up to # messages', () => batch.MAX_MESSAGES],
	['still writing after # seconds', () => batch.MAX_OPEN_MS / 1_000],
	['up to # calls wait for further', () => batch.MAX_WAITING],
	['the first # in an hour are logged', () => refusalLog.MAX_AN_HOUR],
	['Each reason is logged up to # times an hour', () => refusalLog.MAX_AN_HOUR],
	['An answer of more than # kB', () => resume.MAX_BYTES / 1024],

	['and for a delivery for # hours', () => waitUntil({}, true, 'UTC', 0).getTime() / 3_600_000],
	['The link has # to # characters', ofLink],

	['waits up to # minutes for its delivery', () => example('appointment-reminder.json', 'resumeAmount')],
	['After *Escalate*, # minutes without an answer', () => example('on-call-alert.json', 'resumeAmount')],
	['or after # hours without an answer', () => example('ask-for-an-answer.json', 'resumeAmount')],
	['about # are registered at a time', () => inParallel.CONCURRENCY],
	['Every morning at #,', () => example('daily-delivery-report.json', 'triggerAtHour')],
];

/** What pages say of others. Each fact stands here once, so that no two pages can say two things. */
const OF_OTHERS: Array<{ source: string; value: number | number[]; words: string[] }> = [
	{
		source: "WhatsApp's customer service window, in Meta's and Plivo's guides on sending messages",
		value: 24,
		words: ['within the last # hours', 'The # hours', 'freely for # hours', 'with anything for # hours'],
	},
	{ source: "Plivo's reference of the list of messages: without a filter on time", value: 24, words: ['returns the last # hours only', 'the messages of the last # hours by', 'only the messages of the last # hours'] },
	{ source: "Plivo's reference of the list of messages: how long records are kept", value: 90, words: ['kept for # days', 'keeps records for # days'] },
	{ source: "Plivo's guide on webhooks: how long it waits for an answer", value: 8, words: ['Plivo waits # seconds for an answer'] },
	{ source: "Plivo's guide on webhooks: when it tries again, after the first minute", value: [2, 4], words: ['after one, # and # minutes'] },
	{ source: "Plivo's message reference: message_expiry when it is left out", value: 3, words: ['keeps the rest in a queue for up to # hours', 'The default is # hours'] },
	{ source: "Plivo's FAQ on MMS", value: 600, words: ['Pictures of less than # kB'] },
	{ source: "India's DLT rules and Meta's IDs", value: 19, words: ['it has # digits', 'have up to # digits'] },
	{ source: 'JavaScript, in which n8n holds numbers', value: [15, 16], words: ['n8n keeps # to # of a number'] },
	{ source: 'North American Numbering Plan', value: 10, words: ['Numbers in the US have # digits'] },
	{ source: 'n8n: how long it listens for a test event', value: 2, words: ['for up to # minutes. It borrows', 'Until it arrives, or for # minutes, messages come here'] },
	{ source: 'n8n 2.41: when it gives up on an activation (70 % of its lease of 120 seconds)', value: 84, words: ['gives an activation # seconds'] },
	{ source: 'n8n: tries to activate a workflow again', value: 15, words: ['it keeps trying for about # seconds'] },
	{ source: 'n8n: N8N_GRACEFUL_SHUTDOWN_TIMEOUT', value: 30, words: ['(`N8N_GRACEFUL_SHUTDOWN_TIMEOUT`, # seconds'] },
	{ source: 'n8n: history of Remove Duplicates', value: 10_000, words: ['once its history of # values'] },
];

/** Numbers that are no facts, and why. A pattern is as narrow as what it stands for. */
const NO_FACTS: Record<string, RegExp[]> = {
	'the place of a step': [/^ *\d+\. /gm],
	'a version': [
		/\b(?:n8n|Node|SDK) (?:before )?\d+(?:\.\d+)*(?:(?:, | and | or )\d+(?:\.\d+)+)*/g,
		/^\| (?:before )?\d+\.\d+(?:\.\d+)?(?:(?:, | and )\d+\.\d+)* \|/gm,
	],
	'a name of a standard': [/\bGSM 03\.38\b|\bGSM-7\b|\bUCS-2\b|\bU\+[\dA-F]{4}\b|\bISO 8601\b/g],
	'a phone number, or the beginning of one': [/\+\d{7,15}\b/g, /\(\+\d\d\)|although \+\d{3}\b/g, /^\| (?:Ann|Ben|Cem|Dee) \| [^|]+ \|$/gm],
	'a digit of a number': [/\b(?:the|a leading|its|whose|with|from) [01](?=[ ,.])/g],
	'an HTTP status': [
		/\b(?:gets?|said|answers|section on|a line:) (?:a )?\[?[45]\d\d\b/g,
		/\b(?:answers|It said no:|pull request 215\) is a) [45]\d\d\b(?:, [45]\d\d)*/g,
		/\(500 and above\)|answers 500 or more/g,
		/^\| (?:200|403|413|500|503) \| (?=The workflow was started|The signature is missing|The call is larger|Something on this side|The same message is being)/gm,
	],
	'a number of an issue': [/\b(?:issue|pull request) \d+/g],
	"a customer's own case": [/live Plivo refused 400 Cyrillic letters/g, /"text parameter length exceeds 737 unicode characters"/g],
	'how many things stand on the page, or are spoken of': [
		/^All three have\b|\byou get two nodes\b|\bshows two addresses\b|in two ways:/gim,
		/\bTwo buttons can't have the same title|\bTwo ways\b|\bThe two can differ|tries three times and then shows|\bthe three fields\b|\bThree things belong together|\band the same four \|/g,
		/\bTwo messages to the same number|are two requests\b|\bbatch size of 1\b|\bTwo calls at the same moment to two processes|between the same two numbers|\bso two robots\b/g,
		/\bThe five most common reasons|\bfour ways it can end|\btwo requests are the same message|\bTwo equal calls\b/g,
		/\btwo triggers in it|\btwo executions have sent it|\bthat two items name gets two messages|\bthat reach two processes|\bwhether two workflows\b/g,
		/\bTwo numbers in one entry|\btwo-letter code\b|\bread in two ways\b|\bhas two numbers in one cell/g,
		/\bone or two buttons\b|\ba page with two buttons\b|\bwith three buttons\b|\btwo quick-reply buttons|\bthree variables\b|\bthree other days\b/g,
		/\bor two in the address of one button\b|\bso an SMS with it takes two units or more|\bcounted as two here\b/g,
	],
	'a count in an example': [/\bto 5,000 customers|\ba text of 40 letters|\bso `100990` for 100\.99/g],
	'a unit of the wire': [/\bthe amount times 1,000\b/g],
	'no count': [/\b(?:for|send) thousands of messages/gi],
	'a measurement, whose place is in bench/': [
		/For 10,000 messages, it takes about 2\.9 MB \(0\.7 MB in a broadcast\)/g,
		/on a machine with two cores|^\| 100, 10 a second \| 100 \| about 0\.1 s \|$|^\| 500, 50 a second, with .* \| 500 \| 0\.1 to 1\.3 s \|$/gm,
		/the slowest answers were 7\.6 s and 2\.9 s|took 25 messages a second with the setting, each answered within 0\.1 s, and about 9 a second without it/g,
		/with 100 messages at a time and with broadcasts|\babout 3\.5 GB\b|ours has about 52 characters/gi,
	],
};

/** Codes of failed messages, which must be codes that the nodes know. */
const CODES = [/(?:\bcode|`failed` with|`failed`,|\(or) \d{2,4}(?:(?:,| or) \d{2,4})*/g, /^\| \d{2,3}(?:, \d{2,3})? \| (?=To the US|The number is a landline|The person wrote STOP|The country is switched|No credit)/gm];

const everyRow: Row[] = [...OURS, ...OF_OTHERS.flatMap(({ words, value }) => words.map((one): Row => [one, () => value]))];

describe('a number in the guides', () => {
	it.each(everyRow)('is what the code has, or the one fact: %s', (words, value) => {
		const found = [...pages, panels].flatMap(({ page, prose }) => said(prose, words).map((numbers) => [page, numbers.map((one) => one.value)]));
		expect(found.length).toBeGreaterThan(0);
		expect(found).toEqual(found.map(([page]) => [page, [value()].flat()]));
	});

	it.each(pages)('is held to the code, is a fact of others, or is none: $page', ({ prose }) => {
		const known: Place[] = [
			...everyRow.flatMap(([words]) => said(prose, words).flat()),
			...[...Object.values(NO_FACTS).flat(), ...CODES].flatMap((pattern) => placesOf(prose, pattern)),
		];
		const left = numbersOf(prose).filter(({ start, end }) => !known.some((place) => place.start <= start && place.end >= end));
		expect(left.map(({ start, end }) => prose.slice(Math.max(0, start - 40), end + 30))).toEqual([]);
	});

	it('that is the code of a failed message is one that the nodes know', () => {
		const codes = pages.flatMap(({ prose }) => CODES.flatMap((pattern) => prose.match(pattern) ?? []).flatMap((text) => text.match(/\d+/g) ?? []));
		expect(codes.length).toBeGreaterThan(15);
		expect(codes.filter((code) => describeMessageError(code) === undefined)).toEqual([]);
	});

	it('that is a version is the one that the package names', () => {
		const { devDependencies, engines } = JSON.parse(readPage('package.json')) as { devDependencies: Record<string, string>; engines: { node: string } };
		expect(readPage('docs/verified.md')).toContain(`Node SDK ${devDependencies.plivo} |`);
		expect(readPage('README.md')).toContain(`With Node ${engines.node.replace('>=', '')} or newer`);
	});

	it('is excepted by no pattern that fits nothing any more', () => {
		const patterns = [...Object.values(NO_FACTS).flat(), ...CODES];
		expect(patterns.filter((pattern) => !pages.some(({ prose }) => placesOf(prose, pattern).length > 0))).toEqual([]);
	});
});
