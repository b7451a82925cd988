import { field, objectsOf } from '../api.mts';
import { paramsOf } from '../callbacks/server.mts';
import { type Check, Skip } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { written } from '../scenes/whatsapp.mts';

export const whatsappInList: Check = {
	id: 'whatsapp-in-list',
	asks: 'How soon is an incoming WhatsApp message in the list of messages?',
	positions: ['at-once', 'never'],
	needs: ['--whatsapp', '--public-url', 'you at the phone'],
	scenes: [written],
	async run(stage) {
		const call = await stage.play(written);
		const uuid = paramsOf(call)['MessageUUID'];
		if (uuid === undefined) throw new Skip('the webhook has no MessageUUID');
		const began = Date.now();
		for (let look = 1; look <= stage.timing.listPolls; look += 1) {
			const list = await stage.api.listMessages({ message_direction: 'inbound', message_type: 'whatsapp', limit: '20' });
			if (list.status !== 200) throw new Skip(`the list can't be read (HTTP ${list.status})`);
			const found = objectsOf(list).find((one) => field(one, 'message_uuid') === uuid);
			if (found !== undefined) {
				const form = String(field(found, 'from_number')).replace(/\d/g, '9').replace(/9+/, 'digits');
				const seen = saw`there at look ${look}, ${Math.round((Date.now() - began) / 1_000)} seconds after its webhook; the sender is written as ${form}`;
				return { saw: [seen], conclusion: look === 1 ? 'at-once' : undefined };
			}
			await stage.pause(stage.timing.listPollMs);
		}
		const seconds = Math.round((Date.now() - began) / 1_000);
		return { saw: [saw`not there after ${stage.timing.listPolls} looks in ${seconds} seconds`], conclusion: 'never' };
	},
};
