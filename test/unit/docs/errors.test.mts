import { PlivoMessagingApi } from '../../../credentials/PlivoMessagingApi.credentials';
import { MAY_HAVE_BEEN_SENT } from '../../../nodes/Plivo/sending/sendErrors';
import { withTables } from '../../../scripts/docsTables.mts';
import { asRead, readPage, tablesOf, type Table } from './markdown.mts';
import { downloadReasons, logSentences, sentencesOfCode } from './sentences.mts';

const page = readPage('docs/errors.md');
const tables = tablesOf(page);

/** The tables of errors with a remedy; those of the log and of the credential's test have another head. */
const remedies = tables.filter(({ head }) => head.join() === 'What it says,What to do');

/** What is said of a number that is taken: a function puts it together, and no one place holds it whole. */
const PUT_TOGETHER = /^The messages of \+… already go to /;
const PARTS = [
	...['The messages of +', ' already go to ', 'the workflow "', 'another workflow or n8n (', ', application ', 'a test of '],
	...['Deactivate that workflow first', 'Wait until that test has ended', ', or add the option Take Over to this node.'],
];

/** What the code says of its errors, but for those whose words it only passes on. */
const ofCode = sentencesOfCode().filter(({ message }) => message !== '…');

describe('docs/errors.md', () => {
	it('has every error that the code raises, and no other', () => {
		const onPage = rowsOf(remedies.filter(({ heading }) => heading !== 'Files that could not be downloaded')).map(first);
		expect(distinct(onPage.filter((message) => !PUT_TOGETHER.test(message)))).toEqual(distinct(ofCode.map(({ message }) => message)));
		expect(onPage.filter((message) => PUT_TOGETHER.test(message))).toHaveLength(3);
	});

	it('says of a number that is taken what the code puts together', () => {
		const code = readPage('nodes/Plivo/trigger/registration/heldNumber.ts');
		const said = rowsOf(remedies).map(first).filter((message) => PUT_TOGETHER.test(message)).join('\n');
		expect(PARTS.filter((part) => !code.includes(part) || !said.includes(part))).toEqual([]);
	});

	it('says what to do as the code says it, where it says so in words of its own', () => {
		const ofPage = rowsOf(remedies).map((row) => row.join(' → '));
		const own = ofCode.filter(({ remedy }) => remedy !== '' && remedy !== '…');
		expect(own.map(({ message, remedy }) => `${message} → ${remedy}`).filter((row) => !ofPage.includes(row))).toEqual([]);

		const passedOn = new Set(ofCode.filter((sentence) => !own.includes(sentence)).map(({ message }) => message));
		const ownMessages = new Set(own.map(({ message }) => message).filter((message) => !passedOn.has(message)));
		const said = new Set(own.map(({ message, remedy }) => `${message} → ${remedy}`));
		expect(rowsOf(remedies).filter((row) => ownMessages.has(first(row)) && !said.has(row.join(' → ')))).toEqual([]);
	});

	it('has the tables that `npm run docs-tables` writes: what the nodes say of responses of Plivo and of delivery error codes', () => {
		expect(page).toBe(withTables(page));
	});

	it('has the reasons for which a file is not there', () => {
		const reasons = downloadReasons().filter((reason) => reason !== '…');
		expect(distinct(rowsOf(under('Files that could not be downloaded')).map(first))).toEqual(distinct(reasons));
	});

	it('has what the nodes write into the log', () => {
		expect(distinct(rowsOf(under("In n8n's log")).map(first))).toEqual(distinct(logSentences()));
	});

	it('has what the test of the credential says', () => {
		const { rules = [] } = new PlivoMessagingApi().test;
		const said = rules.map(({ properties }) => ('message' in properties ? String(properties.message) : ''));
		expect(rowsOf(under('Credential and node')).map(first)).toEqual(expect.arrayContaining(said));
	});

	it('quotes what is said of a message that may have been sent', () => {
		expect(asRead(page)).toContain(MAY_HAVE_BEEN_SENT);
	});
});

function under(heading: string): Table[] {
	return tables.filter((table) => table.heading === heading);
}

function rowsOf(some: Table[]): string[][] {
	return some.flatMap(({ rows }) => rows);
}

function first([cell = '']: string[]): string {
	return cell;
}

function distinct(texts: string[]): string[] {
	return [...new Set(texts)].sort();
}
