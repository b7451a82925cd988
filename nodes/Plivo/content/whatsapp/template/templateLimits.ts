/** Plivo's message reference: most characters of a header's text. */
export const MAX_HEADER_TEXT = 60;

/** And of a parameter of the body: beside other components, and where the body is the only one. */
export const MAX_BODY_TEXT = 1024;
export const MAX_BODY_TEXT_ALONE = 32_768;
