const key = 'plivo-sandbox-phones';

/** Phones that were added by hand. They stay when the page is loaded again. */
export const addedPhones = read();

/** @param {string} phone digits */
export function addPhone(phone) {
	addedPhones.add(phone);
	write();
}

export function clearAddedPhones() {
	addedPhones.clear();
	write();
}

/** @returns {Set<string>} */
function read() {
	try {
		const stored = JSON.parse(localStorage.getItem(key) ?? '[]');
		return new Set(Array.isArray(stored) ? stored.filter((one) => /^\d{3,15}$/.test(one)) : []);
	} catch {
		return new Set();
	}
}

function write() {
	try {
		localStorage.setItem(key, JSON.stringify([...addedPhones]));
	} catch {
		// If the browser can't store them, they are only lost when the page is closed.
	}
}
