const key = 'plivo-sandbox-phones';

/** Phones that were added by hand. They stay when the page is loaded again, if the browser can store them. @type {Set<string>} */
export const addedPhones = new Set(orIgnore(() => JSON.parse(localStorage.getItem(key) ?? '[]').filter((/** @type {string} */ one) => /^\d{3,15}$/.test(one))));

/** @param {string} phone digits */
export function addPhone(phone) {
	addedPhones.add(phone);
	orIgnore(() => localStorage.setItem(key, JSON.stringify([...addedPhones])));
}

export function clearAddedPhones() {
	addedPhones.clear();
	orIgnore(() => localStorage.removeItem(key));
}

/** @param {() => any} work */
function orIgnore(work) {
	try {
		return work();
	} catch {
		return undefined;
	}
}
