import type { IWorkflowSettings, WorkflowExecuteMode } from 'n8n-workflow';

import { isDeletedAfterRun } from '../../../../nodes/Plivo/content/files/lastingFile';

const OWN = 'workflows/w/executions/7/binary_data/f';
const FOREIGN = 'workflows/v/executions/6/binary_data/f';
const TEMPORARY = 'workflows/w/executions/temp/binary_data/f';

function isDeleted(id: string | undefined, saveDataSuccessExecution: IWorkflowSettings['saveDataSuccessExecution'], mode: WorkflowExecuteMode = 'webhook') {
	const context = { getMode: () => mode, getExecutionId: () => '7', getWorkflowSettings: () => ({ saveDataSuccessExecution }) };
	return isDeletedAfterRun(context, { id, mimeType: 'image/png', data: '' });
}

describe('where successful executions are not saved', () => {
	it.each([
		['of the execution', `filesystem-v2:${OWN}`, true],
		['of the execution, in the form of older n8n', `filesystem:${OWN}`, true],
		['of a webhook', `filesystem-v2:${TEMPORARY}`, true],
		['in the database, which may be of the execution', 'database:7a1c', true],
		['of another execution', `filesystem-v2:${FOREIGN}`, false],
		['of no execution', 'filesystem-v2:chat-hub/sessions/7/binary_data/f', false],
		['on S3, where n8n deletes nothing', `s3:${OWN}`, false],
		['of a webhook on S3', `s3:${TEMPORARY}`, false],
		['on Azure, where n8n deletes nothing', `azure:${OWN}`, false],
		['in memory', undefined, false],
	])('a file %s', (_, id, deleted) => {
		expect(isDeleted(id, 'none')).toBe(deleted);
	});

	it.each(['trigger', 'webhook', 'integrated', 'retry', 'error', 'evaluation'] as const)('in mode %s', (mode) => {
		expect(isDeleted(`filesystem-v2:${OWN}`, 'none', mode)).toBe(true);
	});

	it('but not in a run by hand', () => {
		expect(isDeleted(`filesystem-v2:${OWN}`, 'none', 'manual')).toBe(false);
	});
});

it.each(['all', 'DEFAULT', undefined] as const)('a file stays where the setting is %s', (setting) => {
	for (const id of [OWN, FOREIGN, TEMPORARY]) expect(isDeleted(`filesystem-v2:${id}`, setting)).toBe(false);
});
