import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { additionalFields } from '../../content/additionalFields';
import { smartEncodingOption } from '../../content/sms/smartEncoding';
import { linkExpiryOptions } from '../../content/whatsapp/signedMediaUrl';
import { fixLineBreaksInsteadOption, fixLineBreaksOption } from '../../content/whatsapp/template/variableText';
import { defaultCountryOption } from '../../phone/defaultCountry';
import { limitWaitTimeOption } from '../../sendAndWait/waitLimit';
import { ifOutcomeUnknownOption } from '../../sending/ifOutcomeUnknown';
import { allowRepeatsOption, broadcastOption, concurrencyOption, rateOption } from '../../sending/sendSettings';
import { validateOnlyOption } from '../../sending/validateOnly';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		allowRepeatsOption,
		broadcastOption,
		defaultCountryOption,
		fixLineBreaksOption,
		fixLineBreaksInsteadOption,
		ifOutcomeUnknownOption,
		limitWaitTimeOption,
		...linkExpiryOptions,
		concurrencyOption,
		rateOption,
		smartEncodingOption,
		validateOnlyOption,
	],
};

/** The fields after the content of a message, for Send and for Send and Wait. */
export const closingFields: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['message'], operation: ['send', 'sendAndWait'] } },
	[additionalFields, options],
);
