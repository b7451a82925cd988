import * as n8n from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../errors/toNodeError';
import { parseUrl } from '../fields/parseUrl';

/**
 * Refuses, before anything is sent, to wait where n8n wouldn't go on with what comes of it.
 *
 * @param address by which the execution would go on
 * @throws NodeOperationError
 */
export function refuseUnresumable(this: IExecuteFunctions, i: number, address: string): void {
	const node = this.getNode();
	// n8n keeps what nodes have done in an object, by their names, and this one is lost when it saves it.
	if (node.name === '__proto__') {
		throw operationError(node, `n8n can't go on from a node that is named "__proto__"`, i, 'Give the node another name.');
	}
	if (this.getMode() === 'integrated' && isBeforeVersion2(n8n)) {
		throw operationError(
			node,
			'In a sub-workflow, Send and Wait needs n8n 2.0 or newer',
			i,
			'Older versions give the parent workflow what went into the sub-workflow, and not the answer. Update n8n, or move this node into the parent workflow.',
		);
	}
	// Each address of n8n has a segment of its own at least (N8N_ENDPOINT_REST), also where others begin with it.
	const path = commonPath(withoutLastSegment(this.getRestApiUrl()), address);
	if (path !== '') {
		throw operationError(
			node,
			`Send and Wait doesn't work while n8n's address has a path, such as ${path}`,
			i,
			'n8n refuses its own links there. Set WEBHOOK_URL to an address without a path where n8n is started.',
		);
	}
}

/**
 * Whether a version of n8n is older than 2.0. Its library says no version; 2.0 dropped the Start node, and with it the name of
 * its type. What 2.0 changed about waiting sub-workflows: n8n's page "v2.0 breaking changes".
 */
export function isBeforeVersion2(library: object): boolean {
	return 'START_NODE_TYPE' in library;
}

/**
 * The path that n8n is served under, which all its addresses begin with. n8n signs its links with that path and checks them
 * without it, because it doesn't answer there itself: a proxy takes the path off.
 */
export function commonPath(one: string, other: string): string {
	const a = segmentsOf(one);
	const b = segmentsOf(other);
	const end = a.findIndex((segment, at) => segment !== b[at]);
	const common = end < 0 ? a : a.slice(0, end);
	return common.map((segment) => `/${segment}`).join('');
}

/** An address without its query and the last segment of its path. */
export function withoutLastSegment(address: string): string {
	return address.replace(/[?#].*$/, '').replace(/\/+[^/]*\/*$/, '');
}

function segmentsOf(address: string): string[] {
	return parseUrl(address)?.pathname.split('/').filter((segment) => segment !== '') ?? [];
}
