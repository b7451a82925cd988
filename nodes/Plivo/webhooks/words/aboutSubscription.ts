import { drawnTogether, lettersOf, MAX_READ } from './letters';

/** A word or phrase without accents and blanks, normalized by {@link lettersOf}. */
function listed(text: string): string[] {
	return text.trim().split(/\s+/).map((one) => lettersOf(one).words.join(''));
}

/**
 * Prefixes of words and phrases that end, begin, or explain a subscription, in the languages in which carriers and
 * vendors use such words (see subscription.ts). Phrases have no blanks, because blanks are ignored.
 */
const BEGINNINGS = listed(`
	STOP UNSUB UNSUSCRI CANCEL REVOKE REMOV OPTOUT OPTSOUT OPTINGOUT OPTEDOUT OPTMEOUT OPTUSOUT UNREGISTER DEREGISTER DELETEME DELETEMY ENDALL ENDTEXT
	TAKEMEOFF TAKEMYN LEAVEMEALONE LEAVEUSALONE NOMORE NOTEXT NOSMS NOMESSAGE DONOTTEXT DONOTMESSAGE DONOTCONTACT DONOTSEND DONOTCALL DONOTREPLY DONOTWRITE DONOTDISTURB DONOTSMS DONOTEMAIL DONOTEVER
	DONTTEXT DONTMESSAGE DONTCONTACT DONTSEND DONTCALL DONTREPLY DONTWRITE DONTDISTURB DONTSMS DONTEMAIL DONTEVER NEVERTEXT NEVERMESSAGE NEVERCONTACT NEVERCALL
	QUITTEXT QUITSEND QUITMESSAG QUITTING NOTINTERESTED LOSEMYNUMBER GOAWAY HELP INFORMATION
	UNSTOP OPTIN OPTMEIN SUBSCRI RESUBSCRI STARTTEXT STARTSEND STARTSMS STARTALL
	ARRET ANNUL DESABON DESINSCRI DESINCRI RESILI SUPPRIM NEPLUS NEMENVOYE MEDESABON MEDESINSCRI PLUSDEMESSAGE PLUSDESMS PLUSDEPUB AIDEZ AIDEMOI ABONN COMMENCER DEMARR REPRENDRE NONARRET
	PARAR PAREN PAREDE DETEN DARDEBAJA DARMEDEBAJA DARSEDEBAJA DARBAJA DEMEDEBAJA DENMEDEBAJA DAMEDEBAJA DEBAJA SALIRME QUITAR QUITEN QUITEME QUITAME ELIMIN DESUSCRI DESSUSCRI
	ANULA BORRA BORRE DEJARDE DEJADE DEJEDE DEJENDE NOMAS NOENVIEN NOENVIES NOENVIEMAS NOMEENVI NOQUIEROMAS NOQUIERORECIB NOQUIEROMENS NOQUIEROSMS NOMEMAND NOMANDE NOMEESCRIB NOMOLEST AYUDAME AYUDENME AYUDEME AYUDAR INFORMACION INFOS
	COMENZAR EMPEZAR INICIAR REANUDAR SUSCRI VOLVER RECIBIR DARDEALTA DARMEDEALTA VOLTAR RECEBER
	DESCADASTR DESCREV NAOENVIE NAOQUEROMAIS NAOQUERORECEB NAOQUEROSMS NAOMEENVI AJUDEM AJUDAME INFORMACAO
	FERMARE FERMATE FERMATI DISISCRI RIMUOV SMETT DISDETTA DISDIRE AIUTAMI AIUTATEMI NONINVIA NONSCRIVE INFORMAZION
	ABBESTELL ABMELD AUFHOR AUFHOER HORAUF HOERAUF HORTAUF HOERTAUF HORENSIEAUF HOERENSIEAUF BEEND KUNDIG KUENDIG AUSTRAG LOSCHE LOESCHE KEINESMS KEINENACHRICHT KEINEWERBUNG KEINEWEITER KEINEMEHR
	WIDERRUF ABBRECHEN ABBRUCH HELFENSIE HILFMIR ANMELD AFMELD UITSCHRIJ UITSCHREV OPHOUDEN HOUOP OPZEGGEN VERWIJDER AANMELD
	AVMELD AVSLUT SLUTT SLUTA AVREGISTR AVBRYT AVBESTALL AFBESTIL HJALP HJELP HJAELP LOPETA PERUUTA POISTU APUA
	ZATRZYM WYPISZ WYPISAC REZYGN USUN POMOC POMOZ ZRUSIT ODHLAS KONEC ZASTAV LEIRATKOZ LEMOND SEGITSEG DEZABON OPRIRE OPRESTE AJUTOR ODJAV
	IPTAL DURDUR ABONELIKTENCIK YARDIM BERHENTI BATAL BANTUAN TUCHOI TROGIUP
	СТОП ОСТАНОВ ОТПИС ОТПИШ ОТМЕН ПРЕКРАТ УДАЛИТ ХВАТИТ НЕПИШИТЕ ПОМОЩ ПОМОГИ СПРАВКА ПОДПИСАТ ВІДПИС ДОПОМОГ ЗУПИН СКАСУВ СПРИ ОТКАЖ
	ΣΤΟΠ ΔΙΑΓΡΑΦ ΔΙΑΚΟΠ ΑΚΥΡ ΒΟΗΘΕΙΑ
	הסר להסיר הסירו עצור עצרו הפסק להפסיק תפסיק ביטול בטל עזרה מסור
	수신거부 중지 해지 도움말 도와 취소 그만해 그만보 रोक बंद मदद หยุด
	توقف ايقاف إلغاء الغي ألغ أوقف مساعد ساعد اشترك إزالة
`);

/** Whole words that are also prefixes of ordinary ones, such as END in "Endless". */
const WHOLE = listed(`
	END QUIT STP INFO START RESUME BEGIN FIN AIDE ALTO PARE PAREN BAJA SALIR TERMINAR BASTA AYUDA ALTA SAIR AJUDA AJUDE FERMA AIUTO HALT ENDE HILFE HILF HULP SLUT APU ALLJ
	SCHLUSS KONIEC DUR RET TD HUY СТАРТ قف بدء
`);

/** Phrases that count anywhere in a text, even after other words. */
const ANYWHERE = listed(`
	UNSUB OPTOUT OPTMEOUT OPTINGOUT STOPTEXT STOPSEND STOPMESSAG STOPSPAM STOPCONTACT STOPCALL STOPBOTHER STOPHARASS STOPALL STOPSMS STOPTHESE
	REMOVEME REMOVEMYNUMBER TAKEMEOFF LEAVEMEALONE DONTTEXT DONOTTEXT DONTMESSAGE DONOTMESSAGE DONTCONTACT DONOTCONTACT NOMORETEXT NOMOREMESSAGE NOMORESMS
	DESABONN DESINSCRI DESUSCRI DEBAJA ABBESTELL ОТПИСАТ ОТПИШ
`);

/** The same for languages that don't put blanks between words. */
const WITHIN = listed(`
	退订 退訂 取消 停止 中止 解除 解約 退会 帮助 幫助 帮忙 拒收 拒绝 拒絕 不要再 别再 別再 やめて 止めて ストップ ヘルプ 助けて キャンセル 回复TD 回覆TD 回TD
	ยกเลิก หยุดส่ง ช่วยด้วย ช่วยเหลือ
`);

/** Words that people write before it: courtesies, and that they want it. */
const BEFORE = new Set(
	listed(`
	PLEASE PLEASEE PLS PLZ PLEAS KINDLY CAN COULD WOULD WILL YOU U I WANT WISH LIKE NEED TO D ID JUST NOW HEY HI HELLO DEAR SIR OK OKAY YES SORRY THANKS THANK REPLY SEND
	SVP STP SIL S IL VOUS TE PLAIT MERCI BONJOUR JE VEUX VOUDRAIS SOUHAITE AIMERAIS DE M ME
	POR FAVOR FAVORE PORFAVOR HOLA QUIERO DESEO QUISIERA GRACIAS QUERO OLA PER PIACERE CIAO VOGLIO VORREI
	BITTE HALLO ICH MOCHTE MOECHTE WILL MICH GRAAG ALSTUBLIEFT AUB VENNLIGST VAR SNALL PROSZE CHCE LUTFEN ПОЖАЛУЙСТА ПРОШУ ХОЧУ
`),
);

/** Written without a blank before the next word. */
const GLUED = /^(?:PLEASE|PLS|PLZ|KINDLY|BITTE|PORFAVOR|SVP)/;

const MAX_LENGTH = [...BEGINNINGS, ...WHOLE, ...ANYWHERE].reduce((most, one) => Math.max(most, one.length), 1);

/**
 * Words with repeated letters: "STOPPPP", "Arrrêt". Not for short words such as END, because removing a double letter may
 * turn a name into one.
 */
const DRAWN = { beginnings: BEGINNINGS.map(drawnTogether), whole: WHOLE.filter((one) => one.length > 3).map(drawnTogether) };

/** The last sentence counts by itself only if it is short. */
const MAX_IN_LAST = 100;
const MAX_WORDS_IN_LAST = 4;
const SENTENCE_END = /[.!?:;\n]+/;

/** Digits and signs used as letters: ST0P, 5TOP, $TOP. */
const FOR_LETTERS: Record<string, string> = { '0': 'O', '1': 'I', '3': 'E', '4': 'A', '5': 'S', '7': 'T', $: 'S', '@': 'A' };

/**
 * Whether a text may be about a subscription, so that it must get no automatic reply: it starts, after courtesies, with a
 * word that ends, begins, or explains one, or contains such a phrase.
 *
 * Deliberately matches more than readIntent: people mean it whatever they write after it, and in any form of the word. A
 * missing reply does no harm, but a reply to somebody who wants no more messages does.
 */
export function isAboutSubscription(text: string): boolean {
	const spelled = text.slice(0, MAX_READ).replace(/(?<=\p{L})[013457$@]|[013457$@](?=\p{L})/gu, (sign) => FOR_LETTERS[sign] ?? sign);
	if (isAbout(lettersOf(text).words) || (spelled !== text && isAbout(lettersOf(spelled).words))) return true;
	// "Wrong number. STOP"
	const last = lettersOf(text.slice(-MAX_IN_LAST).split(SENTENCE_END).filter((sentence) => /\p{L}/u.test(sentence)).at(-1) ?? '').words;
	return last.length <= MAX_WORDS_IN_LAST && isAbout(last);
}

function isAbout(words: string[]): boolean {
	const all = words.join('');
	if (WITHIN.some((one) => all.includes(one))) return true;
	let onlyCourtesies = true;
	return words.some((textOrNull, index) => {
		const rest = words.slice(index, index + MAX_LENGTH);
		const atBeginning = onlyCourtesies && beginsAbout(rest);
		// Numbers and single letters are skipped too: "1 STOP"
		onlyCourtesies &&= BEFORE.has(textOrNull) || /^(?:.|\p{N}+)$/u.test(textOrNull);
		return atBeginning || ANYWHERE.some((one) => rest.join('').startsWith(one));
	});
}

function beginsAbout(words: string[]): boolean {
	if (beginsWithOneOf(words, BEGINNINGS, WHOLE)) return true;
	const drawn = words.map(drawnTogether);
	if (drawn.join('') !== words.join('') && beginsWithOneOf(drawn, DRAWN.beginnings, DRAWN.whole)) return true;
	const [first = '', ...others] = words;
	return beginsWithOneOf([first.replace(/(.)\1{2,}/gu, '$1'), ...others], [], WHOLE);
}

function beginsWithOneOf(words: string[], beginnings: string[], whole: string[]): boolean {
	const text = words.join('');
	const unglued = text.replace(GLUED, '');
	if (beginnings.some((one) => text.startsWith(one) || unglued.startsWith(one))) return true;
	let length = 0;
	const ends = new Set(words.map((textOrNull) => (length += textOrNull.length)));
	return whole.some((one) => text.startsWith(one) && ends.has(one.length));
}
