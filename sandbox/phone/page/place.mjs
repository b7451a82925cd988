/** The phone that the examples send to. */
export const readyPhone = '14155550123';

/** The number of the account that they send from. */
export const readyNumber = '14151234567';

/** @type {Place} */
export const firstPlace = { phone: readyPhone, number: readyNumber, view: 'phone', beside: 'log' };

/** Whether all parts are shown side by side; the width is that of layout.css. */
export const wide = matchMedia('(min-width: 64em)');

/**
 * Reads the address: #/phone/14155550123, #/phones, #/log, #/faults.
 *
 * @param {Place} before
 * @param {NumberView[]} numbers of the account
 * @returns {Place}
 */
export function readPlace(before, numbers) {
	const [, view = '', phone = ''] = location.hash.split('/');
	if (view === 'phone' && /^\d{3,15}$/.test(phone)) {
		const isOurs = numbers.some(({ number }) => number === phone);
		return isOurs ? { ...before, number: phone, view: 'number', beside: 'number' } : { ...before, phone, view };
	}
	if (view === 'log' || view === 'faults') return { ...before, view, beside: view };
	return view === 'phones' ? { ...before, view } : before;
}

/**
 * @param {Place} place
 * @returns {string[]} the phones that are shown
 */
export function openPhones({ phone, number, view, beside }) {
	if (wide.matches) return beside === 'number' ? [phone, number] : [phone];
	return view === 'phone' ? [phone] : view === 'number' ? [number] : [];
}
