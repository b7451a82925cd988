/** Plivo's message reference: maximum characters of a header's text. */
export const MAX_HEADER_TEXT = 60;

/** Also of a body parameter: with other components, and if the body is the only one. */
export const MAX_BODY_TEXT = 1024;
export const MAX_BODY_TEXT_ALONE = 32_768;
