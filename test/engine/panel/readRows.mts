import { EXAMPLE, UNTOUCHED, type Entry } from './panel.mts';

/** A filter of a list: its label, what a person enters there, and what Plivo is asked then, under its own name. */
export type FilterRow = [label: string, enter: Entry, name: string, asked: string];

/** In the zone of Kolkata, five and a half hours before UTC. */
export const ZONE = 'Asia/Kolkata';
const at = (hour: number) => `2026-01-31T${hour}:30:00`;

/** All filters of Message → List, each option of each. */
export const MESSAGE_FILTERS: FilterRow[] = [
	['10DLC Campaign ID', 'CABC123', 'tendlc_campaign_id', 'CABC123'],
	['10DLC Registration Status', EXAMPLE, 'tendlc_registration_status', 'registered'],
	['Conversation ID', 'conversation-1', 'conversation_id', 'conversation-1'],
	['Conversation Origin', 'Authentication', 'conversation_origin', 'authentication'],
	['Conversation Origin', 'Marketing', 'conversation_origin', 'marketing'],
	['Conversation Origin', 'Service', 'conversation_origin', 'service'],
	['Conversation Origin', 'Utility', 'conversation_origin', 'utility'],
	['Conversation Origin', UNTOUCHED, 'conversation_origin', 'utility'],
	['Destination Country', EXAMPLE, 'destination_country_iso2', 'US'],
	['Direction', 'Inbound', 'message_direction', 'inbound'],
	['Direction', 'Outbound', 'message_direction', 'outbound'],
	['Direction', UNTOUCHED, 'message_direction', 'outbound'],
	['Error Code', EXAMPLE, 'error_code', '200'],
	['Error Code', '2403', 'error_code', '2403'],
	['From Number or Sender ID', EXAMPLE, 'from_number', '+14155550100'],
	['Message Type', 'MMS', 'message_type', 'mms'],
	['Message Type', 'SMS', 'message_type', 'sms'],
	['Message Type', 'WhatsApp', 'message_type', 'whatsapp'],
	['Message Type', UNTOUCHED, 'message_type', 'sms'],
	['Offset', 40, 'offset', '40'],
	['Offset', UNTOUCHED, 'offset', '0'],
	['Powerpack ID', '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c', 'powerpack_id', '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c'],
	['State', 'Delivered', 'message_state', 'delivered'],
	['State', 'Failed', 'message_state', 'failed'],
	['State', 'Queued', 'message_state', 'queued'],
	['State', 'Read', 'message_state', 'read'],
	['State', 'Received', 'message_state', 'received'],
	['State', 'Rejected', 'message_state', 'rejected'],
	['State', 'Sent', 'message_state', 'sent'],
	['State', 'Undelivered', 'message_state', 'undelivered'],
	['State', UNTOUCHED, 'message_state', 'delivered'],
	['Subaccount', EXAMPLE, 'subaccount', 'SAXXXXXXXXXXXXXXXXXX'],
	['Time After', at(10), 'message_time__gt', '2026-01-31 05:00:00'],
	['Time at or After', at(11), 'message_time__gte', '2026-01-31 06:00:00'],
	['Time at or Before', at(12), 'message_time__lte', '2026-01-31 07:00:00'],
	['Time Before', at(13), 'message_time__lt', '2026-01-31 08:00:00'],
	['Time Exactly', at(14), 'message_time', '2026-01-31 09:00:00'],
	['To Number', EXAMPLE, 'to_number', '+14155550123'],
];

/** All filters of Template → List. */
export const TEMPLATE_FILTERS: FilterRow[] = [['Template Name', EXAMPLE, 'template_name', 'order_update']];

/** By resource. */
export const FILTERS: Record<string, FilterRow[]> = { Message: MESSAGE_FILTERS, Template: TEMPLATE_FILTERS };
