import type { InboundMessage } from './inboundMessage.mts';
import type { AccountNumber } from '../numbers/store.mts';

type Intent = NonNullable<InboundMessage['intent']>;

const words: Record<Intent, string[]> = {
	optout: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
	optin: ['START', 'UNSTOP'],
	help: ['HELP', 'INFO'],
};

/**
 * What Plivo reads a text as: a word that ends, begins or explains a subscription. It does this for numbers of the US and
 * Canada. (Plivo's messages API and its pages on "do not disturb".)
 *
 * Not known about live Plivo: all of its words, and whether one counts if there are other words around it (here it doesn't).
 */
export function intentOf(text: string, { countryIso2 }: AccountNumber): Intent | undefined {
	if (countryIso2 !== 'US' && countryIso2 !== 'CA') return undefined;
	const word = text.trim().toUpperCase();
	return (Object.keys(words) as Intent[]).find((intent) => words[intent].includes(word));
}
