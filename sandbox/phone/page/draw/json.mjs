import { html } from '../html.mjs';

/** A value as JSON. @param {{ value: unknown, label: string }} props */
export function Json({ value, label }) {
	// It scrolls, so it must be reachable by keyboard.
	return html`<pre class="json" tabindex="0" role="region" aria-label=${label}>${JSON.stringify(value, null, 2)}</pre>`;
}
