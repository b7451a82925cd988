import { drawnTogether, lettersOf, MAX_READ, type Letters } from './letters';

/** What somebody wants to do with a subscription; the names are those of Plivo's MessageIntent. */
export type Intent = 'optout' | 'optin' | 'help';

/**
 * Words that end, begin, or explain a subscription, without accents.
 *
 * In English, French, and Spanish, the languages of the countries where Plivo acts on them (its page on "do not disturb":
 * the US and Canada), and in other languages in which carriers and vendors use such words. From the public lists of Plivo,
 * CTIA, Twilio, AWS, Sinch, and Bird, and the US rules on revoking consent, with the forms in which people write them.
 *
 * YES and GO are left out, because they are ordinary answers, although Plivo treats them as an opt-in in the US.
 */
const WORDS: Record<Intent, string[]> = {
	optout: [
		...['STOP', 'STOPP', 'STOPPED', 'STOPALL', 'STOPSMS', 'UNSUBSCRIBE', 'UNSUBSCRIBED', 'UNSUB', 'CANCEL', 'CANCELLED', 'END', 'QUIT', 'REVOKE', 'REMOVE'],
		...['OPTOUT', 'OPTEDOUT', 'OPT ME OUT', 'TAKE ME OFF', 'LEAVE ME ALONE', 'NO MORE', 'DO NOT TEXT', 'DO NOT MESSAGE', 'DO NOT CONTACT', 'DO NOT SEND', 'DO NOT CALL'],
		...['DONT TEXT', 'DONT MESSAGE', 'DONT CONTACT', 'DONT SEND', 'DONT CALL'],
		// French
		...['ARRET', 'ARRETE', 'ARRETES', 'ARRETER', 'ARRETEZ', 'ARRETT', 'ANNULER', 'ANNULE', 'ANNULEZ', 'DESABONNER', 'DESABONNEZ', 'DESABONNEMENT', 'RESILIER', 'SUPPRIMER'],
		...['DESINSCRIRE', 'DESINSCRIPTION', 'ME DESABONNER', 'ME DESINSCRIRE', 'DESABONNE MOI', 'DESABONNEZ MOI', 'DESINSCRIS MOI', 'DESINSCRIVEZ MOI', 'NE PLUS'],
		// Spanish
		...['PARAR', 'PAREN', 'DETENER', 'DETENGA', 'DETENGAN', 'DETENTE', 'CANCELAR', 'CANCELA', 'CANCELE', 'BAJA', 'SALIR', 'TERMINAR', 'QUITAR', 'QUITARME', 'ELIMINAR', 'BORRAR'],
		...['BASTA', 'DESUSCRIBIR', 'DESUSCRIBIRME', 'DESUSCRIBIRSE', 'ANULAR', 'DAR DE BAJA', 'DARME DE BAJA', 'DARSE DE BAJA', 'DEME DE BAJA', 'DENME DE BAJA', 'DAME DE BAJA', 'NO MAS'],
		// Portuguese, Italian
		...['SAIR', 'DESCADASTRAR', 'REMOVER', 'FERMA', 'FERMARE', 'ANNULLA', 'CANCELLA', 'CANCELLAMI', 'DISISCRIVI', 'DISISCRIVIMI'],
		// German, Dutch, Scandinavian, Finnish
		...['STOPPEN', 'ABBESTELLEN', 'ABBESTELLE', 'ABMELDEN', 'ABMELDUNG', 'AUFHOREN', 'AUFHOEREN', 'HOR AUF', 'HOER AUF', 'BEENDEN', 'KUNDIGEN', 'KUENDIGEN'],
		...['AFMELDEN', 'UITSCHRIJVEN', 'AFMELD', 'AVMELD', 'STOPPA', 'AVSLUTA', 'AVSLUTT', 'SLUTT', 'AVREGISTRERA', 'LOPETA'],
		// Polish, Russian, Bulgarian, Greek, Turkish, Chinese, Japanese, Arabic, Hebrew
		...['ZATRZYMAJ', 'WYPISZ', 'REZYGNUJE', 'СТОП', 'ОСТАНОВИТЬ', 'ОТПИСАТЬСЯ', 'ОТПИСКА', 'СПРИ', 'ΣΤΟΠ', 'IPTAL'],
		...['退订', '退訂', '取消', '停止', '配信停止', 'إيقاف', 'توقف', 'الغاء', 'הסר', 'הסרה'],
	],
	optin: [
		...['START', 'UNSTOP', 'RESUME', 'BEGIN', 'SUBSCRIBE', 'OPTIN', 'OPT ME IN'],
		...['COMMENCER', 'DEMARRER', 'REPRENDRE', 'ABONNER', 'NONARRET'],
		...['COMENZAR', 'EMPEZAR', 'INICIAR', 'REANUDAR', 'SUSCRIBIR', 'SUSCRIBIRME', 'VOLVER', 'RECIBIR', 'VOLTAR', 'RECEBER'],
	],
	help: [
		...['HELP', 'INFO', 'AIDE', 'AIDEZ MOI', 'AYUDA', 'AYUDAME', 'AJUDA', 'AIUTO', 'HILFE', 'HULP', 'HJALP', 'HJAELP', 'HJELP', 'APUA', 'POMOC', 'POMOCY'],
		...['ПОМОЩЬ', 'ПОМОЩ', '帮助', '幫助'],
	],
};

/**
 * These count only in capitals, as they are advertised. Otherwise, they are ordinary words or names ("Fin", "Alto", "Halt").
 */
const IN_CAPITALS: Record<'optout' | 'optin', string[]> = { optout: ['ALTO', 'FIN', 'HALT', 'PARE', 'DUR'], optin: ['ALTA'] };

const INTENT_OF = new Map<string, Intent>([...entries(WORDS.optout, 'optout'), ...entries(WORDS.optin, 'optin'), ...entries(WORDS.help, 'help')]);
const INTENT_OF_CAPITALS = new Map<string, Intent>([...entries(IN_CAPITALS.optout, 'optout'), ...entries(IN_CAPITALS.optin, 'optin')]);

/** Words with repeated letters, such as "Stooop" and "ARRRET". Not three-letter words, which are too often names. */
const INTENT_OF_DRAWN = new Map([...INTENT_OF].filter(([phrase]) => phrase.length > 3).map(([phrase, intent]) => [drawnTogether(phrase), intent]));

/** In letters, because each may be a word of its own: "U N S U B S C R I B E". */
const MAX_LENGTH = [...INTENT_OF.keys()].reduce((most, phrase) => Math.max(most, phrase.length), 1);

const POLITE = alternatives(
	'PLEASE PLS PLZ KINDLY SVP S_IL_VOUS_PLAIT S_IL_TE_PLAIT POR_FAVOR PORFAVOR PER_FAVORE BITTE',
	'THANKS THANK_YOU THX TY MERCI GRACIAS DANKE OBRIGADO OBRIGADA GRAZIE NOW IMMEDIATELY ALREADY ANYMORE YA TODO',
);
const BEFORE = new RegExp(`^(?: (?:${POLITE}))+(?= )`);

const DOING = alternatives('TEXTING MESSAGING SENDING SPAMMING CONTACTING CALLING BOTHERING HARASSING');
const THESE = alternatives('THE THESE THIS YOUR ALL ALL_THE ALL_YOUR ANY ANY_MORE MORE');
const MESSAGES = alternatives('TEXTS MESSAGES SMS SPAM PROMOTIONS PROMOS MARKETING ALERTS NOTIFICATIONS TEXT_MESSAGES');

/** What may follow such a word without changing its meaning: "Stop texting me", "Remove me from your list". */
const OBJECTS: Record<Intent, string> = {
	optout: [
		`(?:(?:${DOING}) )?(?:ME )?(?:(?:${THESE}) )?(?:${MESSAGES})`,
		`(?:${DOING})(?: ME)?`,
		'(?:ME|MY NUMBER|MY PHONE NUMBER)(?: FROM (?:THE|YOUR|THIS) LIST)?|(?:YOUR|THE|THIS) LIST|ALL',
		'(?:LES|DES|VOS) (?:MESSAGES|SMS|PUBS?)|LA PUB|PUB|DE M (?:ECRIRE|ENVOYER DES (?:MESSAGES|SMS))|MOI',
		'(?:DE ENVIAR(?:ME)? )?(?:LOS |MAS )?(?:MENSAJES|MENSAGENS|PROMOCIONES)|DE ENVIAR(?:ME)?',
	].join('|'),
	optin: `ME|(?:${DOING}) ME|(?:${MESSAGES})`,
	help: 'ME',
};

/** What may follow, for each intent. */
const BEHIND: Record<Intent, RegExp> = { optout: behind('optout'), optin: behind('optin'), help: behind('help') };

/**
 * What a text asks for if it says nothing else, such as "Stop.", "stop please", or "Stop texting me".
 *
 * @returns null if it says anything else: "Stop by tomorrow?", "Cancel my order"
 */
export function readIntent(text: string): Intent | null {
	if (text.length > MAX_READ) return null;
	const letters = lettersOf(text);
	const all = ` ${letters.words.join(' ')}`;
	// lettersOf stops at a maximum length. A text that long says more.
	if (all.length > MAX_TEXT) return null;
	const polite = BEFORE.exec(all)?.[0].trim().split(' ').length ?? 0;
	const first = leading({ words: letters.words.slice(polite), cased: letters.cased.slice(polite) });
	if (first === undefined) return null;
	const rest = letters.words.slice(polite + first.length);
	// The word may be repeated: "STOP STOP".
	const others = rest.filter((textOrNull) => INTENT_OF.get(textOrNull) !== first.intent).join(' ');
	return BEHIND[first.intent].test(others) ? first.intent : null;
}

const MAX_TEXT = 180;

/** The longest phrase that the words start with, whatever its spacing: "S.T.O.P.", "opt-out", "un subscribe". */
function leading({ words, cased }: Letters): { intent: Intent; length: number } | undefined {
	for (let length = Math.min(MAX_LENGTH, words.length); length > 0; length -= 1) {
		const phrase = words.slice(0, length).join('');
		const inCapitals = cased.slice(0, length).every((textOrNull) => textOrNull === textOrNull.toUpperCase());
		const intent = INTENT_OF.get(phrase) ?? (inCapitals ? INTENT_OF_CAPITALS.get(phrase) : undefined);
		if (intent !== undefined) return { intent, length };
	}
	const [first = ''] = words;
	// "Stooop", "STOPPPP". A letter that appears only twice may be correct.
	const drawn = /(.)\1\1/u.test(first) ? INTENT_OF_DRAWN.get(drawnTogether(first)) : undefined;
	return drawn === undefined ? undefined : { intent: drawn, length: 1 };
}

function entries(phrases: string[], intent: Intent): Array<[phrase: string, intent: Intent]> {
	return phrases.map((phrase) => [lettersOf(phrase).words.join(''), intent]);
}

function behind(intent: Intent): RegExp {
	return new RegExp(`^(?:(?:${OBJECTS[intent]})(?: |$))?(?:(?:${POLITE})(?: |$))*$`);
}

function alternatives(...phrases: string[]): string {
	return phrases.join(' ').replaceAll(' ', '|').replaceAll('_', ' ');
}
