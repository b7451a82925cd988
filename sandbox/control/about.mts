import { mainAccount, powerpacks, rentedNumbers, subaccount } from '../fixtures.mts';
import { magicDestinations } from '../messages/outcomes.mts';
import { templates, wabaId } from '../templates.mts';

/** The page at `/`: what this is and what to use it with. Plain text. */
export function aboutPage(url: string): string {
	return `A stand-in for Plivo's messaging API. It sends nothing to anybody.

Base URL     ${url}
Account      auth id ${mainAccount.authId}   auth token ${mainAccount.authToken}
Subaccount   auth id ${subaccount.authId}   auth token ${subaccount.authToken}

Numbers
${numberLines().join('\n')}

Powerpacks
${powerpacks.map(({ uuid, name }) => `  ${uuid}  ${name}`).join('\n')}

WhatsApp templates of the WhatsApp Business Account ${wabaId}
${templateLines().join('\n')}

Destinations with a fate of their own (all others are delivered)
${fateLines().join('\n')}

Plivo's API, under /v1/Account/{auth_id}
  GET        /
  GET, POST  /Message/
  GET        /Message/{message_uuid}/
  GET        /Message/{message_uuid}/Media/
  GET        /Message/{message_uuid}/Media/{media_id}/
  POST       /Message/{message_uuid}/Conversion/
  GET, POST  /Media/
  GET        /Media/{media_id}/
  GET        /Number/
  GET        /Number/{number}/
  GET        /Powerpack/
  GET        /Powerpack/{uuid}/
  GET        /WhatsApp/Template/{waba_id}/
  GET        /WhatsApp/Template/{waba_id}/{template_id}/

Control, from this machine only
  GET   /sandbox/accepted        send requests that were accepted
  GET   /sandbox/requests        all requests to Plivo's API
  GET   /sandbox/callbacks       all calls of webhooks
  POST  /sandbox/conversations   {"customer", "number"?}: the customer has written to the WhatsApp number; 24 hours for answers
  POST  /sandbox/faults          {"method"?, "path"?, "times"?, "fault": {"kind": "status", "status": 503}}
  POST  /sandbox/reset
  POST  /sandbox/clock           {"advanceMs": 60000}, with the manual clock
`;
}

function numberLines(): string[] {
	return rentedNumbers.map(({ number, alias, sms, mms, voice, whatsapp = false, subaccount: owner }) => {
		const services = Object.entries({ sms, mms, voice, whatsapp }).flatMap(([service, enabled]) => (enabled ? [service] : []));
		return `  ${number.padEnd(13)} ${services.join('+').padEnd(22)} ${alias ?? ''}${owner === null ? '' : ` (${owner})`}`;
	});
}

function templateLines(): string[] {
	return templates.map(({ template_id, name, language, category, status }) => {
		return `  ${template_id}  ${name.padEnd(16)} ${language.padEnd(6)} ${category.padEnd(15)} ${status}`;
	});
}

function fateLines(): string[] {
	return Object.entries(magicDestinations).map(([number, outcome]) => {
		const code = 'errorCode' in outcome ? ` with error code ${outcome.errorCode}` : '';
		const when = 'afterExpiry' in outcome ? ' once its message_expiry has passed' : '';
		return `  ${number}  ${outcome.end === 'sent' ? 'stays sent' : outcome.end}${code}${when}`;
	});
}
