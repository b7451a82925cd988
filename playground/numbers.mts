import { whatsappNumber } from '../sandbox/fixtures.mts';

/** The phone that the examples send to. */
export const PHONE = '14155550123';

/** The account's number that they send from. */
export const NUMBER = whatsappNumber;

/** Another number of the account: what the checks of the trigger do with it leaves the examples alone. */
export const TRIGGER_NUMBER = '14158889999';

/** A person whose messages are sent, and then nothing more is heard of them: what follows is told by hand. */
export const SILENT = '12025550101';
