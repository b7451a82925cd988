import { el } from '../dom.mjs';
import { icon } from '../icons.mjs';
import { size } from '../words.mjs';
import { isWebAddress } from './text.mjs';

/**
 * A file. Pictures, videos and sounds that the sandbox has are shown; everything else is a card. Files at other addresses are never
 * loaded.
 *
 * @param {import('../types.mjs').MediaView} media
 * @returns {HTMLElement}
 */
export function drawMedia({ contentType, fileName, size: bytes, url, sourceUrl }) {
	const [kind] = contentType.split('/');
	if (url === null) return drawElsewhere(sourceUrl ?? '', kind === 'image' || kind === 'video' ? kind : 'file');
	if (kind === 'image') {
		const picture = el('img', { src: url, alt: fileName, class: 'picture' });
		const link = el('a', { href: url, target: '_blank', rel: 'noopener', class: 'media' }, picture);
		picture.addEventListener('error', () => link.replaceWith(drawFile(fileName, contentType, bytes, url)));
		return link;
	}
	if (kind === 'video') return el('video', { src: url, controls: true, class: 'media picture', 'aria-label': fileName, preload: 'metadata' });
	if (kind === 'audio') return el('audio', { src: url, controls: true, class: 'media', 'aria-label': fileName, preload: 'metadata' });
	return drawFile(fileName, contentType, bytes, url);
}

/**
 * @param {string} fileName
 * @param {string} contentType
 * @param {number} bytes
 * @param {string} url
 */
function drawFile(fileName, contentType, bytes, url) {
	return el(
		'a',
		{ class: 'media file', href: url, download: fileName },
		icon('file'),
		el('span', {}, el('span', { class: 'file-name' }, fileName), el('small', {}, [contentType, bytes > 0 ? size(bytes) : ''].filter(Boolean).join(' · '))),
	);
}

/**
 * A file that is only known by its URL.
 *
 * @param {string} sourceUrl
 * @param {'image' | 'video' | 'document' | 'file'} kind
 */
export function drawElsewhere(sourceUrl, kind) {
	const isPicture = kind === 'image' || kind === 'video';
	const name = fileNameOf(sourceUrl);
	const source = isWebAddress(sourceUrl)
		? el('a', { href: sourceUrl, target: '_blank', rel: 'noopener noreferrer', class: 'file-name' }, name)
		: el('span', { class: 'file-name' }, name);
	return el(
		'div',
		{ class: `media elsewhere ${isPicture ? 'framed' : 'file'}` },
		icon(kind === 'image' ? 'picture' : kind === 'video' ? 'video' : 'file'),
		el('span', {}, source, el('small', {}, `${hostOf(sourceUrl)} · not fetched here`)),
	);
}

/** @param {string} url */
function fileNameOf(url) {
	if (!URL.canParse(url)) return url;
	const { pathname, hostname } = new URL(url);
	const name = pathname.split('/').at(-1) || hostname;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/** @param {string} url */
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).host : 'no address';
}
