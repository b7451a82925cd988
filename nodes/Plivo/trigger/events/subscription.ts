import { comparable } from './comparable';

/** What somebody wants to do with a subscription; the names are those of Plivo's MessageIntent. */
export type Intent = 'optout' | 'optin' | 'help';

/**
 * Words that end, begin or explain a subscription, without accents.
 *
 * In English, French and Spanish, the languages of the countries for which Plivo acts on them (its page on "do not disturb":
 * the US and Canada), and in other languages where carriers and vendors know such words. From the public lists of Plivo, CTIA,
 * Twilio, AWS, Sinch and Bird, and the US rules on revoking consent; with the forms in which people write them.
 *
 * Left out are ordinary answers, although Plivo takes them for an opt-in in the US: YES and GO.
 */
const WORDS: Record<Intent, string[]> = {
	optout: [
		...['STOP', 'STOPP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'UNSUB', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'REMOVE', 'OPTOUT', 'OPT OUT'],
		...['TAKE ME OFF', 'LEAVE ME ALONE', 'NO MORE', 'DO NOT TEXT', 'DO NOT MESSAGE', 'DO NOT CONTACT', 'DONT TEXT', 'DONT MESSAGE', 'DONT CONTACT'],
		// French
		...['ARRET', 'ARRETE', 'ARRETER', 'ARRETEZ', 'ARRETT', 'ANNULER', 'ANNULE', 'ANNULEZ', 'DESABONNER', 'DESABONNEZ', 'DESABONNEMENT'],
		...['DESINSCRIRE', 'DESINSCRIPTION', 'RESILIER', 'FIN', 'SUPPRIMER', 'NE PLUS', 'ME DESABONNER', 'ME DESINSCRIRE'],
		// Spanish
		...['ALTO', 'PARAR', 'PARE', 'PAREN', 'DETENER', 'DETENGA', 'DETENGAN', 'CANCELAR', 'CANCELA', 'CANCELE', 'BAJA', 'SALIR', 'TERMINAR'],
		...['QUITAR', 'ELIMINAR', 'BASTA', 'DESUSCRIBIR', 'DESUSCRIBIRME', 'DESUSCRIBIRSE', 'ANULAR', 'DAR DE BAJA', 'DARME DE BAJA', 'DEME DE BAJA', 'DAME DE BAJA', 'NO MAS'],
		// Portuguese, Italian
		...['SAIR', 'DESCADASTRAR', 'REMOVER', 'FERMA', 'FERMARE', 'ANNULLA', 'CANCELLA', 'CANCELLAMI', 'DISISCRIVI', 'DISISCRIVIMI'],
		// German, Dutch, Scandinavian
		...['HALT', 'STOPPEN', 'ABBESTELLEN', 'ABMELDEN', 'ABMELDUNG', 'AUFHOREN', 'AFMELDEN', 'UITSCHRIJVEN', 'AFMELD', 'AVMELD', 'STOPPA', 'AVSLUTA', 'AVREGISTRERA'],
		// Polish, Russian, Turkish, Chinese, Hebrew
		...['ZATRZYMAJ', 'СТОП', 'ОСТАНОВИТЬ', 'ОТПИСАТЬСЯ', 'ОТПИСКА', 'DUR', 'IPTAL', 'TD', '退订', '退訂', 'הסר'],
	],
	optin: [
		...['START', 'UNSTOP', 'RESUME', 'BEGIN', 'SUBSCRIBE', 'OPTIN', 'OPT IN'],
		...['COMMENCER', 'DEMARRER', 'REPRENDRE', 'ABONNER', 'NONARRET'],
		...['COMENZAR', 'EMPEZAR', 'INICIAR', 'REANUDAR', 'SUSCRIBIR', 'SUSCRIBIRME', 'VOLVER', 'RECIBIR', 'ALTA', 'VOLTAR', 'RECEBER'],
	],
	help: ['HELP', 'INFO', 'AIDE', 'AYUDA', 'AJUDA', 'AIUTO', 'HILFE', 'HULP', 'HJALP', 'POMOC', 'POMOCY', 'ПОМОЩЬ'],
};

const PHRASES: Array<[phrase: string, intent: Intent]> = [
	...WORDS.optout.map((phrase): [string, Intent] => [withoutAccents(phrase), 'optout']),
	...WORDS.optin.map((phrase): [string, Intent] => [withoutAccents(phrase), 'optin']),
	...WORDS.help.map((phrase): [string, Intent] => [withoutAccents(phrase), 'help']),
];

const INTENT_OF = new Map(PHRASES);
/** In words. */
const LONGEST = PHRASES.reduce((most, [phrase]) => Math.max(most, phrase.split(' ').length), 1);

/** Said before the word that counts. */
const POLITE = new Set(['PLEASE', 'PLS', 'PLZ', 'SVP', 'POR', 'FAVOR', 'BITTE']);

/** Said with such a word without changing what it means: "Stop texting me, thank you". */
const BESIDE = new Set([
	...POLITE,
	...['THANK', 'THANKS', 'THX', 'TY', 'YOU', 'NOW', 'ME', 'MY', 'ALREADY', 'ANYMORE', 'IMMEDIATELY', 'FROM', 'THE', 'YOUR', 'THESE', 'LIST'],
	...['TEXTING', 'MESSAGING', 'SENDING', 'SPAMMING', 'CONTACTING', 'BOTHERING', 'HARASSING', 'TEXTS', 'TEXT', 'MESSAGES', 'MESSAGE', 'SMS', 'SPAM', 'PROMOTIONS', 'PROMOS', 'MARKETING', 'ALERTS', 'NOTIFICATIONS', 'NUMBER'],
	...['MERCI', 'GRACIAS', 'DANKE', 'OBRIGADO', 'OBRIGADA', 'GRAZIE', 'DE', 'ENVIAR', 'MENSAJES', 'MENSAGENS', 'MI', 'YA', 'TODO', 'PROMOCIONES', 'PUB', 'LES', 'VOUS', 'PLAIT', 'S', 'IL', 'MOI'],
]);

/**
 * What a text that begins with a word about a subscription may be about. People mean it whatever they write behind it, so this
 * says more often yes than {@link readIntent}: "Stop by tomorrow?" begins with STOP.
 */
export function beginsWithIntent(text: string): Intent | undefined {
	const words = wordsOf(text);
	const first = leading(words);
	if (first !== undefined) return first.intent;
	const behind = leading(withoutPolite(words));
	return behind?.intent === 'optout' ? 'optout' : undefined;
}

/**
 * What a text asks for that says nothing but that, such as "Stop.", "stop please" or "Stop texting me".
 *
 * @returns null when it says anything else besides: "Stop by tomorrow?", "Cancel my order"
 */
export function readIntent(text: string): Intent | null {
	const words = withoutPolite(wordsOf(text));
	const first = leading(words);
	if (first === undefined || text.length > MOST_READ) return null;
	const rest = words.slice(first.length);
	return rest.every((word) => BESIDE.has(word) || INTENT_OF.get(word) === first.intent) ? first.intent : null;
}

/** The longest phrase that the words begin with. */
function leading(words: string[]): { intent: Intent; length: number } | undefined {
	for (let length = Math.min(LONGEST, words.length); length > 0; length -= 1) {
		const intent = INTENT_OF.get(words.slice(0, length).join(' '));
		if (intent !== undefined) return { intent, length };
	}
	const [first = ''] = words;
	// "Stooop", "STOPPPP"
	const drawnOut = INTENT_OF.get(first.replace(/(.)\1+/gu, '$1'));
	if (drawnOut !== undefined) return { intent: drawnOut, length: 1 };
	// "S T O P", "S.T.O.P."
	const longer = words.findIndex((word) => word.length > 1);
	const letters = longer === -1 ? words : words.slice(0, longer);
	const spelled = INTENT_OF.get(letters.join(''));
	return spelled === undefined ? undefined : { intent: spelled, length: letters.length };
}

function withoutPolite(words: string[]): string[] {
	const at = words.findIndex((word) => !POLITE.has(word));
	return at === -1 ? [] : words.slice(at);
}

/** How much of a text is looked at, in characters: a word about a subscription stands at its beginning. */
const MOST_READ = 200;

/** The words of a text, comparable, without accents; digits are words of their own: STOP2END. */
function wordsOf(text: string): string[] {
	// "don't" is one word, also where the apostrophe is left out.
	const letters = withoutAccents(comparable(text.slice(0, MOST_READ)).replace(/(?<=DON)'(?=T)/g, ''));
	return letters.match(/\p{L}+|\p{N}+/gu) ?? [];
}

function withoutAccents(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '');
}
