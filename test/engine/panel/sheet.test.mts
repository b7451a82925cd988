import { getCountryCallingCode, type CountryCode } from 'libphonenumber-js';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { credentialType } from '../package.mts';
import { actionSheet } from './actionSheet.mts';
import { credentialSheet } from './credentialSheet.mts';
import { actionPanel, triggerPanel } from './nodePanel.mts';
import { factsOf, fits, namedIn } from './sheet.mts';
import { triggerSheet } from './triggerSheet.mts';

const panels = {
	'action node': { sheet: actionSheet, fields: async () => (await actionPanel()).description.properties },
	trigger: { sheet: triggerSheet, fields: async () => (await triggerPanel()).description.properties },
	credential: { sheet: credentialSheet, fields: async () => (await credentialType('plivoMessagingApi')).properties },
};

/** All labels, whose names in other fields' words must be right. */
async function labels(): Promise<Set<string>> {
	const all = await Promise.all(Object.values(panels).map(async ({ fields }) => factsOf(await fields())));
	return new Set(all.flat().map(({ facts }) => facts.replace(/ = .*/s, '').split(' > ').at(-1) ?? ''));
}

describe.each(Object.entries(panels))('the panel of the %s', (_, { sheet, fields }) => {
	it('has what the sheet says: labels, names and values in saved workflows, what stands there at first', async () => {
		expect(factsOf(await fields()).map(({ facts }) => facts)).toEqual(sheet.map(([facts]) => facts));
	});

	it('says of each field and option what it is', async () => {
		const wrong = factsOf(await fields()).flatMap(({ facts, words }, i) => {
			const [, says = ''] = sheet[i] ?? [];
			return fits(words, says) ? [] : [{ facts, words, says }];
		});
		expect(wrong).toEqual([]);
	});

	it('has a sheet that leaves out no number and no name of a field', async () => {
		const known = await labels();
		const left = factsOf(await fields()).flatMap(({ facts, words }, i) => {
			const said = namedIn(sheet[i]?.[1] ?? '', known);
			return namedIn(words, known).join() === said.join() ? [] : [{ facts, words: namedIn(words, known), said }];
		});
		expect(left).toEqual([]);
	});

	it('has a sheet whose words fit no neighbor', async () => {
		const facts = factsOf(await fields());
		const both = facts.flatMap((one, i) =>
			facts.flatMap((other) => {
				const says = sheet[i]?.[1] ?? '';
				const isNeighbor = other !== one && other.parent === one.parent && other.words !== one.words && says !== '';
				return isNeighbor && fits(other.words, says) ? [[one.facts, other.facts]] : [];
			}),
		);
		expect(both).toEqual([]);
	});
});

describe('Default Country', () => {
	/** Where we follow common use instead of Unicode's English. */
	const OURS: Record<string, string> = {};

	it('offers each country by its name and calling code', async () => {
		const options = (await actionPanel()).description.properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
		const countries = options.find(({ displayName }) => displayName === 'Default Country')?.options as INodePropertyOptions[];
		const names = new Intl.DisplayNames('en', { type: 'region' });
		expect(countries.length).toBeGreaterThan(200);
		const expected = countries.map(({ value }) => {
			const code = String(value);
			return `${OURS[code] ?? names.of(code)} (+${getCountryCallingCode(code as CountryCode)})`;
		});
		expect(countries.map(({ name }) => name)).toEqual(expected);
		expect(new Set(countries.map(({ value }) => value)).size).toBe(countries.length);
	});
});

describe('the test of the credential', () => {
	it('explains each status of Plivo by what it means', async () => {
		const { test } = await credentialType('plivoMessagingApi');
		const rules = (test?.rules ?? []).map(({ properties }) => properties as { value: number; message: string });
		expect(rules.map(({ value, message }) => [value, message.split(/[,.:]/)[0]])).toEqual([
			...[300, 301, 302, 303, 307, 308].map((status) => [status, 'The Base URL redirects to another address']),
			[401, "Plivo doesn't accept this Auth ID and Auth Token"],
			[403, 'Plivo'],
			[404, "Plivo doesn't know this account"],
			[407, 'The proxy between n8n and Plivo requires a user name and password'],
			[429, 'Plivo lets an account list messages 20 times a minute'],
		]);
		expect(rules.find(({ value }) => value === 403)?.message).toMatch(/doesn't allow this\. Check that the account is verified/);
	});
});
