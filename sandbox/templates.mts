/**
 * The WhatsApp templates of the account: one for each kind of component, one for each status, and enough of them to make
 * more than one page.
 *
 * Not known about live Plivo: the form of `components`. Plivo's page only names the key. Here it has the form in which Meta
 * defines templates. The switch template-components decides how they are returned.
 */

export type TemplateStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED';

export type TemplateHeader =
	| { type: 'HEADER'; format: 'TEXT'; text: string; example?: { header_text: string[] } }
	| { type: 'HEADER'; format: 'IMAGE' | 'VIDEO' | 'DOCUMENT'; example: { header_handle: string[] } }
	| { type: 'HEADER'; format: 'LOCATION' };

export interface TemplateBody {
	type: 'BODY';
	text: string;
	/** For templates of the category AUTHENTICATION. */
	add_security_recommendation?: boolean;
	example?: { body_text: string[][] } | { body_text_named_params: Array<{ param_name: string; example: string }> };
}

export type TemplateButton =
	| { type: 'QUICK_REPLY'; text: string }
	| { type: 'URL'; text: string; url: string; example?: string[] }
	| { type: 'PHONE_NUMBER'; text: string; phone_number: string }
	/** The form in which a template of the category AUTHENTICATION is created. When you get the template, it usually has a URL instead. */
	| { type: 'OTP'; otp_type: 'COPY_CODE'; text: string };

export type TemplateComponent =
	| TemplateHeader
	| TemplateBody
	| { type: 'FOOTER'; text: string; code_expiration_minutes?: number }
	| { type: 'BUTTONS'; buttons: TemplateButton[] };

export interface WhatsAppTemplate {
	template_id: string;
	name: string;
	language: string;
	category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	status: TemplateStatus;
	components: TemplateComponent[];
	/** Only for the status REJECTED. */
	rejected_reason?: string;
}

/** The WhatsApp Business Account that the templates and the WhatsApp numbers belong to. */
export const wabaId = '104612345678901';

const picture = 'https://example.com/media/header';

function body(text: string, ...examples: string[]): TemplateBody {
	return { type: 'BODY', text, ...(examples.length === 0 ? {} : { example: { body_text: [examples] } }) };
}

type TemplateFixture = Omit<WhatsAppTemplate, 'template_id' | 'status'> & { status?: TemplateStatus };

const fixtures: TemplateFixture[] = [
	{
		name: 'order_update',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			body('Hi {{1}}, your order {{2}} is on its way.', 'Sam', 'A-1001'),
			{ type: 'FOOTER', text: 'Reply STOP to opt out' },
		],
	},
	{
		name: 'order_update',
		language: 'de',
		category: 'UTILITY',
		components: [
			body('Hallo {{1}}, deine Bestellung {{2}} ist unterwegs.', 'Sam', 'A-1001'),
			{ type: 'FOOTER', text: 'STOP zum Abbestellen' },
		],
	},
	{ name: 'welcome', language: 'en_US', category: 'MARKETING', components: [body('Welcome! We are glad you are here.')] },
	{
		name: 'shipping_photo',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [`${picture}.png`] } },
			body('Your parcel {{1}} has been packed.', '1Z999'),
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'URL', text: 'Track', url: 'https://example.com/track/{{1}}', example: ['https://example.com/track/1Z999'] },
					{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+14151234567' },
				],
			},
		],
	},
	{
		name: 'invoice',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			{ type: 'HEADER', format: 'DOCUMENT', example: { header_handle: [`${picture}.pdf`] } },
			body('Your invoice over {{1}} is due on {{2}}.', '$100.99', 'February 25'),
		],
	},
	{
		name: 'promo_clip',
		language: 'en_US',
		category: 'MARKETING',
		components: [
			{ type: 'HEADER', format: 'VIDEO', example: { header_handle: [`${picture}.mp4`] } },
			body('See what is new this week.'),
			{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Shop', url: 'https://example.com/shop' }] },
		],
	},
	{
		name: 'store_location',
		language: 'en_US',
		category: 'UTILITY',
		components: [{ type: 'HEADER', format: 'LOCATION' }, body('Your order is ready. Pick it up before {{1}}.', '6 pm')],
	},
	{
		name: 'greeting',
		language: 'en_US',
		category: 'MARKETING',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}', example: { header_text: ['Sam'] } },
			body('Today you get {{1}} off everything.', '20%'),
		],
	},
	{
		name: 'plain_header',
		language: 'en_GB',
		category: 'UTILITY',
		components: [{ type: 'HEADER', format: 'TEXT', text: 'Opening hours' }, body('We are open from {{1}} to {{2}}.', '9', '5')],
	},
	{
		name: 'named_order',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			{
				type: 'BODY',
				text: 'Hi {{customer_name}}, your order {{order_id}} has arrived. Thank you, {{customer_name}}.',
				example: {
					body_text_named_params: [
						{ param_name: 'customer_name', example: 'Sam' },
						{ param_name: 'order_id', example: 'A-1001' },
					],
				},
			},
		],
	},
	{
		name: 'many_values',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			body(
				`Readings: ${Array.from({ length: 11 }, (_, index) => `{{${index + 1}}}`).join(', ')}.`,
				...Array.from({ length: 11 }, (_, index) => `value ${index + 1}`),
			),
		],
	},
	{
		name: 'survey',
		language: 'en_US',
		category: 'MARKETING',
		components: [
			body('Hi {{1}}, are you happy with your order?', 'Sam'),
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'QUICK_REPLY', text: 'Yes' },
					{ type: 'QUICK_REPLY', text: 'No' },
				],
			},
		],
	},
	{
		name: 'login_code',
		language: 'en_US',
		category: 'AUTHENTICATION',
		components: [
			{
				type: 'BODY',
				text: '*{{1}}* is your verification code. For your security, do not share this code.',
				add_security_recommendation: true,
				example: { body_text: [['123456']] },
			},
			{ type: 'FOOTER', text: 'This code expires in 10 minutes.', code_expiration_minutes: 10 },
			{
				type: 'BUTTONS',
				buttons: [
					{
						type: 'URL',
						text: 'Copy code',
						url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code_expiration_minutes=10&code=otp{{1}}',
						example: ['https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code_expiration_minutes=10&code=otp123456'],
					},
				],
			},
		],
	},
	{
		name: 'login_code_otp',
		language: 'en_US',
		category: 'AUTHENTICATION',
		components: [
			{
				type: 'BODY',
				text: '*{{1}}* is your verification code.',
				add_security_recommendation: false,
				example: { body_text: [['123456']] },
			},
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy code' }] },
		],
	},
	{
		name: 'spring_sale',
		language: 'en_US',
		category: 'MARKETING',
		status: 'PENDING',
		components: [body('Spring sale: {{1}} off.', '20%')],
	},
	{
		name: 'win_a_car',
		language: 'en_US',
		category: 'MARKETING',
		status: 'REJECTED',
		components: [body('You have won, {{1}}!', 'Sam')],
		rejected_reason: 'SCAM',
	},
	{
		name: 'weekly_digest',
		language: 'en_US',
		category: 'MARKETING',
		status: 'PAUSED',
		components: [body('This week: {{1}}.', 'news')],
	},
	{ name: 'old_notice', language: 'en_US', category: 'UTILITY', status: 'DISABLED', components: [body('An old notice.')] },
	...Array.from({ length: 12 }, (_, index): TemplateFixture => {
		const digits = String(index + 1).padStart(2, '0');
		return {
			name: `reminder_${digits}`,
			language: 'en_US',
			category: 'UTILITY',
			components: [body(`Reminder ${digits}: {{1}}.`, 'your appointment')],
		};
	}),
	{
		name: 'delivery_day',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			body('Hi {{1}}, we will bring your order {{2}} on {{3}}. Does that suit you?', 'Sam', 'A-1001', 'Monday'),
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'QUICK_REPLY', text: 'Fine' },
					{ type: 'QUICK_REPLY', text: 'Reschedule' },
				],
			},
		],
	},
	{
		name: 'appointment_reminder',
		language: 'en_US',
		category: 'UTILITY',
		components: [body('Hi {{1}}, this is to remind you of your appointment on {{2}} at {{3}}.', 'Sam', 'Monday', '10:00')],
	},
];

export const templates: WhatsAppTemplate[] = fixtures.map((fixture, index) => ({
	template_id: String(601_234_567_890_100 + index),
	status: 'APPROVED',
	...fixture,
}));
