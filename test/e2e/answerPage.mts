import type { Check } from '../../playground/checks.mts';
import { until } from '../../playground/triggerWorkflow.mts';
import { bringAxe, expectAccessible } from './accessibility.mts';
import type { Session } from './session.mts';

/** That a person who is asked gets along with the page behind the link. */
export function answerPageChecks(session: Session): Check[] {
	const { playground: { client, examples }, sandbox, pictures } = session;
	return [
		session.check('the link on the phone opens a page whose button lets the waiting workflow go on, once', async (editor) => {
			const { page } = editor;
			const id = examples.get('ask-for-approval.json')?.id ?? '';
			const before = sandbox.accepted.length;
			await editor.openWorkflow(id);
			await page.getByTestId('execute-workflow-button').click();
			await until('the question has been sent', () => sandbox.accepted.length > before);
			const [execution = ''] = (await client.executions(id)).ids;
			await until('it waits', async () => (await client.execution(execution)).status === 'waiting');

			const { phone } = await session.phone('+14155550123');
			const link = phone.getByRole('link', { name: /webhook-waiting/ }).last();
			const answer = await session.newTab();
			await bringAxe(answer);
			await answer.goto((await link.getAttribute('href')) ?? '');
			await answer.getByRole('heading', { name: 'Your answer is needed' }).waitFor();
			await expectAccessible(answer);
			await pictures.take(answer, 'approval-page');
			await answer.getByRole('button').first().click();
			await answer.getByText(/You chose|Thank/).waitFor();
			await expectAccessible(answer);
			await answer.goto((await link.getAttribute('href')) ?? '');
			await answer.getByText(/no action|over|already/i).first().waitFor();
			await until('it has ended', async () => (await client.execution(execution)).status === 'success');
		}),
	];
}
