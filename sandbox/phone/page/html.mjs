import htm from '/lib/htm.mjs';
import { h } from '/lib/preact.mjs';

export { Component, createRef, render } from '/lib/preact.mjs';

/** Makes elements of a template. Its values become texts, attributes and elements, and are never parsed as HTML. */
export const html = htm.bind(h);
