/**
 * @param {string} phone digits, or a sender ID
 * @returns {string} with a plus sign before digits
 */
export function phoneName(phone) {
	return /^\d+$/.test(phone) ? `+${phone}` : phone;
}

/** @type {Record<string, string>} */
const typeNames = { sms: 'SMS', mms: 'MMS', whatsapp: 'WhatsApp' };

/** @param {string} type of a message, or a channel */
export function typeName(type) {
	return typeNames[type] ?? type;
}

const hourAndMinute = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' });

/** @param {number} time milliseconds since 1970 UTC */
export function clock(time) {
	return hourAndMinute.format(time);
}

const exactTime = new Intl.DateTimeFormat([], { hour: 'numeric', minute: 'numeric', second: 'numeric', fractionalSecondDigits: 3, hour12: false });

/** @param {number} time milliseconds since 1970 UTC */
export function exactClock(time) {
	return exactTime.format(time);
}

/** @param {number} time milliseconds since 1970 UTC */
export function iso(time) {
	return new Date(time).toISOString();
}

/** @param {number} bytes */
export function size(bytes) {
	if (bytes < 1000) return `${bytes} bytes`;
	return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A message in one line. @param {MessageView} message */
export function summary({ text, card, location, media, button }) {
	if (button) return button.text;
	if (card) return card.body;
	if (location) return location.name ?? 'A location';
	if (text) return text;
	return media[0]?.fileName ?? 'A message';
}
