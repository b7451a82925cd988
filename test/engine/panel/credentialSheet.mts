import type { SheetRow } from './sheet.mts';

/** The fields of the credential, from top to bottom. */
export const credentialSheet: SheetRow[] = [
	['Auth ID = authId: string, required, at first "", e.g. MAXXXXXXXXXXXXXXXXXX', 'Shown on the overview page of the Plivo console. … MA. The Auth ID of …'],
	['Auth Token = authToken: string, required, {"password":true}, at first ""', 'Shown on the overview page of the Plivo console, … to the Auth ID'],
	['WhatsApp Business Account ID = businessAccountId: string, at first "", e.g. 104612345678901', 'Only for WhatsApp templates. … here, and you can leave it empty in the …'],
	['Base URL = baseUrl: string, required, at first "https://api.plivo.com"', 'Leave as it is, unless you send through a …'],
];
