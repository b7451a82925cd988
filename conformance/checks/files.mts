import { field } from '../api.mts';
import { type Check, Skip } from '../check.mts';
import { said, saw } from '../record/sighting.mts';
import { fileLinks, largeUpload, smallUpload } from '../scenes/files.mts';
import { answerOf, endingText, httpOf } from '../scenes/sending.mts';
import { hasArrived, written } from '../scenes/whatsapp.mts';

export const mediaDownload: Check = {
	id: 'media-download',
	asks: 'Does Plivo download a file whose address has a query, as links signed by n8n have?',
	positions: ['any', 'no-query', 'fetched'],
	needs: ['--whatsapp', '--public-url', 'you at the phone'],
	scenes: [written, fileLinks],
	async run(stage) {
		const links = await stage.play(fileLinks);
		const seen = links.map(({ hasQuery, sent, ending, calls }) => {
			const then = ending === undefined ? '' : `, then ${endingText(ending)}, the file ${fetchedWith(calls)}`;
			return saw`${hasQuery ? 'with' : 'without'} a query: ${answerOf(sent)}${then}`;
		});
		const [withQuery, without] = links;
		if (withQuery !== undefined && hasArrived(withQuery)) return { saw: seen, conclusion: withQuery.calls.length > 0 ? 'fetched' : 'any' };
		return { saw: seen, conclusion: without !== undefined && hasArrived(without) ? 'no-query' : undefined };
	},
};

function fetchedWith(calls: Array<{ method: string }>): string {
	return calls.length === 0 ? 'not asked for' : `asked for with ${calls.map(({ method }) => method).join(', ')}`;
}

export const megabyte: Check = {
	id: 'megabyte',
	asks: 'How large is a megabyte of the limits for media?',
	positions: ['1048576', '1000000'],
	needs: [],
	scenes: [smallUpload, largeUpload],
	async run(stage) {
		const { answer, stored, bytes, isAccepted } = await stage.play(largeUpload);
		if (answer.status >= 500 || answer.status === 429) throw new Skip(`Plivo answered with HTTP ${answer.status}`);
		const error = field(stored, 'error_message');
		return { saw: [saw`the limit is 2 MB; ${bytes} bytes: ${httpOf(answer)}${error === undefined ? '' : saw`, ${said(error)}`}`], conclusion: isAccepted ? '1048576' : '1000000' };
	},
};

export const mediaLogin: Check = {
	id: 'media-login',
	asks: "Does the address of a file in Plivo's media store need a login?",
	positions: ['open', 'required'],
	needs: [],
	scenes: [smallUpload],
	async run(stage) {
		const { stored } = await stage.play(smallUpload);
		const address = field(stored, 'media_url');
		if (typeof address !== 'string' || !URL.canParse(address)) throw new Skip('the upload has no media_url');
		// Without the login, so it doesn't matter whose host it is.
		const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
		await response.arrayBuffer();
		const conclusion = response.ok ? 'open' : response.status === 401 || response.status === 403 ? 'required' : undefined;
		return { saw: [saw`without a login: HTTP ${response.status}`], conclusion };
	},
};
