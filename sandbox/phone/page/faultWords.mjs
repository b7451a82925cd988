/**
 * @typedef {FaultView['fault']} Fault
 * @typedef {{ name: string, label: string, type: 'number' | 'text', value: string, required: boolean, hint?: string }} Parameter
 * @typedef {{ label: string, taken: boolean, parameters: Parameter[] }} FaultKind
 */

/** @param {string} value @returns {Parameter} */
const status = (value) => ({ name: 'status', label: 'Status', type: 'number', value, required: true });
/** @type {Parameter} */
const error = { name: 'error', label: 'Error text', type: 'text', value: '', required: false, hint: "Plivo's usual text" };

/** All kinds of faults, by their names in faults.mts. @type {Record<Fault['kind'], FaultKind>} */
export const faultKinds = {
	status: {
		label: 'Plivo answers with an error',
		taken: false,
		parameters: [status('503'), error, { name: 'retryAfter', label: 'Retry-After', type: 'text', value: '', required: false, hint: 'seconds or a date' }],
	},
	resetBefore: { label: 'The connection breaks before Plivo accepts it', taken: false, parameters: [] },
	silentBefore: { label: "Plivo never answers, and hasn't accepted it", taken: false, parameters: [] },
	notJson: { label: 'A gateway answers with a page instead of JSON', taken: false, parameters: [status('502')] },
	redirect: {
		label: 'Plivo redirects to another address',
		taken: false,
		parameters: [{ name: 'location', label: 'Address', type: 'text', value: 'https://elsewhere.example/', required: true }, status('302')],
	},
	slow: {
		label: 'Plivo answers late',
		taken: true,
		parameters: [{ name: 'ms', label: 'Milliseconds', type: 'number', value: '5000', required: true }],
	},
	resetAfter: { label: 'The connection breaks after Plivo has accepted it', taken: true, parameters: [] },
	silentAfter: { label: 'Plivo never answers, but has accepted it', taken: true, parameters: [] },
	notJsonAfter: { label: 'A gateway answers with a page, but Plivo has accepted it', taken: true, parameters: [status('502')] },
	statusAfter: { label: 'Plivo answers with an error, but has accepted it', taken: true, parameters: [status('500'), error] },
};

/** @param {FaultView} view */
export function faultTitle({ fault }) {
	const { kind, ...parameters } = fault;
	const values = Object.entries(parameters).map(([, value]) => String(value));
	return [faultKinds[kind].label, ...(values.length === 0 ? [] : [`(${values.join(', ')})`])].join(' ');
}

/** @param {FaultView} view */
export function faultReach({ method, path, left }) {
	const isSends = method === 'POST' && path === String(/\/Message\/$/);
	const where = isSends ? 'sends only' : [method, path].filter(Boolean).join(' ') || 'all requests';
	return `${where} · ${left === 'always' ? 'until removed' : `${left} more ${left === 1 ? 'time' : 'times'}`}`;
}
