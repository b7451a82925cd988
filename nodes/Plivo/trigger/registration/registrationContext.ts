import type { PlivoClient } from '../../client/plivoClient';
import type { Owner } from './applicationName';

/** For which owner numbers are claimed, and where their messages go. */
export interface RegistrationContext {
	client: PlivoClient;
	owner: Owner;
	/** Where Plivo should send messages. */
	url: string;
	/** Whether a number may be claimed that another workflow has. */
	takeOver: boolean;
	/** Whether the node has been active all along, so that its claims stay as they are, and nothing is claimed again. */
	isContinued: boolean;
}
