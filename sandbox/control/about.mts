import { mainAccount, powerpacks, subaccount } from '../fixtures.mts';
import { magicDestinations } from '../messages/outcomes.mts';
import type { SandboxState } from '../state.mts';
import { templates, wabaId } from '../templates.mts';
import { positionsOf, variantNames } from '../variants.mts';

/** The page at `/sandbox/about`: what this is and how to use it. Plain text. */
export function aboutPage(state: SandboxState): string {
	return `This stands in for Plivo's messaging API. It never sends anything to anyone.

Base URL     ${state.url}   (open it in a browser: phones, log, faults)
Account      auth id ${mainAccount.authId}   auth token ${mainAccount.authToken}
Subaccount   auth id ${subaccount.authId}   auth token ${subaccount.authToken}

Numbers
${numberLines(state).join('\n')}

Applications
${applicationLines(state).join('\n')}

Powerpacks
${powerpacks.map(({ uuid, name }) => `  ${uuid}  ${name}`).join('\n')}

WhatsApp templates of the WhatsApp Business Account ${wabaId}
${templateLines().join('\n')}

Switches for what isn't known about live Plivo: where each stands (its positions)
${variantLines(state).join('\n')}

Destinations with a fixed outcome (all others are delivered)
${outcomeLines().join('\n')}

Plivo's API, under /v1/Account/{auth_id}
  GET                /
  GET, POST          /Message/
  GET                /Message/{message_uuid}/
  GET                /Message/{message_uuid}/Media/
  GET                /Message/{message_uuid}/Media/{media_id}/
  POST               /Message/{message_uuid}/Conversion/
  GET, POST          /Media/
  GET                /Media/{media_id}/
  GET, POST          /Application/
  GET, POST, DELETE  /Application/{app_id}/
  GET                /Number/
  GET, POST, DELETE  /Number/{number}/
  GET                /Powerpack/
  GET                /Powerpack/{uuid}/
  GET                /NumberPool/{uuid}/Number/
  GET                /NumberPool/{uuid}/Tollfree/
  GET                /WhatsApp/Template/{waba_id}/
  GET                /WhatsApp/Template/{waba_id}/{template_id}/

Control, from this machine only
  GET   /sandbox/accepted          send requests that were accepted
  GET   /sandbox/requests          all requests to Plivo's API
  GET   /sandbox/callbacks         all webhook calls
  GET   /sandbox/snapshot          what answers each number, and the applications
  GET   /sandbox/phone             what the page shows
  POST  /sandbox/messages          {"from", "to", "text"?, "media"?: [{"contentType", "bytes"}], ...}: receives a message; bytes
                                   in base64; sandbox/inbound/inboundMessage.mts has all keys
  POST  /sandbox/messages/{message_uuid}/redeliver    calls its webhook once more
  POST  /sandbox/whatsapp-webhook  {"number", "url", "method"?}: sets what is called for WhatsApp messages to the number
  POST  /sandbox/conversations     {"customer", "number"?}: the customer writes to the WhatsApp number, which can then reply for 24 hours
  POST  /sandbox/faults            {"method"?, "path"?, "times"?, "fault": {"kind": "status", "status": 503}}; "times" can be "always"
  DELETE  /sandbox/faults/{id}     the ids are in /sandbox/phone
  GET, POST  /sandbox/variants     where each switch stands; {"status-query": "dropped"} changes some
  POST  /sandbox/reset
  POST  /sandbox/clock             {"advanceMs": 60000}, with the manual clock
`;
}

function numberLines({ numbers }: SandboxState): string[] {
	return numbers.all().map(({ number, alias, sms, mms, voice, whatsapp = false, subaccount: owner }) => {
		const services = Object.entries({ sms, mms, voice, whatsapp }).flatMap(([service, enabled]) => (enabled ? [service] : []));
		return `  ${number.padEnd(13)} ${services.join('+').padEnd(22)} ${alias ?? ''}${owner === null ? '' : ` (${owner})`}`;
	});
}

function applicationLines({ applications }: SandboxState): string[] {
	return applications.all().map((one) => `  ${one.appId}  ${one.name}${one.isDefault ? ' (default of the account)' : ''}`);
}

function templateLines(): string[] {
	return templates.map(({ template_id, name, language, category, status }) => {
		return `  ${template_id}  ${name.padEnd(16)} ${language.padEnd(6)} ${category.padEnd(15)} ${status}`;
	});
}

function variantLines({ variants }: SandboxState): string[] {
	return variantNames.map((name) => `  ${name.padEnd(22)} ${variants[name].padEnd(10)} (${positionsOf(name).join(', ')})`);
}

function outcomeLines(): string[] {
	const byNumber = Object.entries(magicDestinations).map(([number, outcome]) => {
		const code = 'errorCode' in outcome ? ` with error code ${outcome.errorCode}` : '';
		const when = 'afterExpiry' in outcome ? ' after its message_expiry has passed' : '';
		return `  ${number}  ${outcome.end === 'sent' ? 'stays sent' : outcome.end}${code}${when}`;
	});
	return [...byNumber, "  in India     failed with error code 160 if the DLT IDs of an SMS aren't digits, or one of them is missing"];
}
