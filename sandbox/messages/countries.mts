interface Country {
	mcc: string;
	mnc: string;
	/** US dollars per unit. The sandbox's own prices, not Plivo's. */
	rate: { sms: number; mms: number; whatsapp: number };
}

const countries: Record<string, Country> = {
	US: { mcc: '312', mnc: '650', rate: { sms: 0.0014, mms: 0.016, whatsapp: 0.0085 } },
	CA: { mcc: '302', mnc: '720', rate: { sms: 0.0014, mms: 0.016, whatsapp: 0.0085 } },
	GB: { mcc: '234', mnc: '10', rate: { sms: 0.04, mms: 0.04, whatsapp: 0.0388 } },
	IN: { mcc: '404', mnc: '10', rate: { sms: 0.0023, mms: 0.0023, whatsapp: 0.0042 } },
};

const elsewhere: Country = { mcc: '', mnc: '', rate: { sms: 0.05, mms: 0.05, whatsapp: 0.04 } };

/** The mobile codes of a network in the country, and the price of a message there in the sandbox, by ISO 3166 two-letter code. */
export function countryFacts(iso2: string): Country {
	return countries[iso2] ?? elsewhere;
}

/** Plivo's FAQ: MMS can be sent from and to the US and Canada only. */
export function takesMms(iso2: string): boolean {
	return iso2 === 'US' || iso2 === 'CA';
}

/** Plivo's reference of sending: messages to the US or Canada need a Plivo phone number; a sender ID isn't enough. */
export function needsPhoneNumberAsSource(iso2: string): boolean {
	return iso2 === 'US' || iso2 === 'CA';
}
