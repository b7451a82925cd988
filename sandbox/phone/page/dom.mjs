// Everything on the page is created here from elements and texts. Nothing is ever parsed as HTML.

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | boolean | undefined>} Attributes true is an attribute without a value; false and undefined mean no attribute
 * @typedef {Record<string, (event: any) => void>} Listeners
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	setAttributes(element, attributes);
	element.append(...children.filter(isThere));
	return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {HTMLElementTagNameMap[Tag]} element
 * @param {Listeners} listeners
 * @returns {HTMLElementTagNameMap[Tag]} the element
 */
export function on(element, listeners) {
	for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
	return element;
}

/**
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function setAttributes(element, attributes) {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === false || value === undefined) element.removeAttribute(name);
		else element.setAttribute(name, value === true ? '' : value);
	}
}

/**
 * Replaces the children of an element.
 *
 * @param {Element} element
 * @param {Child[]} children
 */
export function fill(element, ...children) {
	element.replaceChildren(...children.filter(isThere));
}

/**
 * Makes the children of an element match the items of a list. An item keeps the same element as long as it's in the list, so that
 * focus, selection and opened details are kept too.
 *
 * @template Item
 * @template {Element} Made
 * @param {Element} parent
 * @param {Item[]} items
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => Made} make
 * @param {(made: Made, item: Item) => void} [update] also called for new elements
 */
export function keep(parent, items, keyOf, make, update = () => undefined) {
	const before = new Map([...parent.children].map((child) => [child.getAttribute('data-key'), child]));
	/** @type {Element | null} */
	let next = parent.firstElementChild;
	for (const item of items) {
		const key = keyOf(item);
		const made = /** @type {Made} */ (before.get(key) ?? make(item));
		before.delete(key);
		made.setAttribute('data-key', key);
		if (made === next) next = next.nextElementSibling;
		else parent.insertBefore(made, next);
		update(made, item);
	}
	for (const gone of before.values()) gone.remove();
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
	const element = document.getElementById(id);
	if (element === null) throw new Error(`the page has no ${id}`);
	return element;
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isThere(child) {
	return child !== null && child !== undefined && child !== false;
}
