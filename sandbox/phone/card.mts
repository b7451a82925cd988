import type { Location } from '../messages/whatsapp/locationSchema.mts';
import type { PressBody } from './schemas.mts';

/** A message with a header, a body, a footer and buttons, as WhatsApp draws interactive messages and templates alike. */
export interface Card {
	/** For a template. */
	name?: string;
	header?: CardHeader;
	body: string;
	footer?: string;
	buttons: CardButton[];
	/** Has its own button that opens it. */
	list?: { title: string; sections: Array<{ title: string; rows: Array<{ title: string; description?: string }> }> };
}

export type CardHeader =
	| { kind: 'text'; text: string }
	| { kind: 'media'; format: 'image' | 'video' | 'document' | 'file'; url: string }
	| { kind: 'location'; location: Location };

export type CardButton =
	/** A press on it sends an answer to the account. */
	| { kind: 'reply'; title: string }
	| { kind: 'url'; title: string; url: string }
	| { kind: 'phone'; title: string; number: string }
	| { kind: 'copy'; title: string; code: string };

/** What a person chooses in a card. */
export type Choice = PressBody['choice'];
