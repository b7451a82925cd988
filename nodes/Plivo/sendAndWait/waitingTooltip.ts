const RESPONSE = `"Execution will continue after the user's response"`;
const DELIVERY = '"Execution will continue when the message is " + $parameter["waitUntil"] + ", or when it fails"';

/**
 * What n8n's editor says at the node while a test execution waits there; for a response in the words of n8n's own nodes.
 * The values of Wait Until are the words for what is waited for.
 */
export const waitingTooltip = `={{ $parameter["operation"] !== "sendAndWait" ? "" : $parameter["waitFor"] === "delivery" ? ${DELIVERY} : ${RESPONSE} }}`;
