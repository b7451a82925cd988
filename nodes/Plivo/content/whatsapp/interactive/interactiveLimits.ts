// Characters and counts of interactive messages. If a message exceeds one of WhatsApp's, Plivo accepts it and WhatsApp drops it.

/**
 * Titles, in Meta's references of list, reply button, and URL button messages:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
 * (and …/interactive-reply-buttons-messages, …/interactive-cta-url-messages). Plivo's reference gives 24 for a title,
 * without making clear whether that includes buttons.
 */
export const MAX_BUTTON_TITLE = 20;
export const MAX_LIST_TITLE = 24;

/** Plivo's message reference. It may mean rows only; WhatsApp accepts 256 for a button. */
export const MAX_ID = 200;

/** Reply buttons, and sections of a list, in Plivo's message reference. */
export const MAX_BUTTONS = 3;
export const MAX_SECTIONS = 10;

/** Rows in all sections together, and the description of one, in Meta's reference of list messages. */
export const MAX_ROWS = 10;
export const MAX_DESCRIPTION = 72;

/** Text of the header, in Meta's reference of list messages; Plivo's reference has no limit for it. */
export const MAX_HEADER = 60;

/** Plivo's message reference. */
export const MAX_BODY = 1024;
export const MAX_FOOTER = 60;
