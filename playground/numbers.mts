import { whatsappNumber } from '../sandbox/fixtures.mts';

/** The phone that the examples send to. */
export const PHONE = '14155550123';

/** The account's number that the examples send from. */
export const NUMBER = whatsappNumber;

/** Another number of the account, so that the trigger checks don't affect the examples. */
export const TRIGGER_NUMBER = '14158889999';

/** Messages to this person stay sent. The checks send the statuses that follow themselves. */
export const SILENT = '12025550101';
