import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import { PHONE } from '../../../playground/numbers.mts';
import { WaitingExecution } from '../checks/waitWorkflow.mts';
import { bringAxe, expectAccessible } from '../accessibility.mts';
import type { Session } from './session.mts';

const question = {
	to: PHONE,
	message: 'Order 42 is over 5,000 USD. Shall we ship it?',
	approvalOptions: { values: { approvalType: 'double', approveLabel: 'Ship it', disapproveLabel: 'Hold it' } },
};

/** Checks that a person who is asked can use the page behind the link. */
export function answerPageChecks(session: Session): Check[] {
	const { playground, pictures } = session;
	return [
		session.check('the link on the phone opens a page whose button continues the waiting workflow, once', async () => {
			const waiting = await WaitingExecution.start(playground, question);
			await waiting.waits();
			const { page: phonePage, phone } = await session.phone(`+${question.to}`);
			const link = phone.getByRole('link', { name: waiting.address, exact: true });
			const open = async () => {
				const opened = phonePage.context().waitForEvent('page');
				await link.click();
				return session.adopt(await opened);
			};

			const page = await open();
			await page.setViewportSize({ width: 390, height: 360 });
			await bringAxe(page);
			await page.reload();
			await page.getByRole('heading', { name: 'Your answer is needed' }).waitFor();
			await page.getByText(question.message).waitFor();
			await expectAccessible(page);
			await pictures.take(page, 'approval-page');
			await page.getByRole('button', { name: 'Ship it' }).click();
			await page.getByText('You answered: Ship it').waitFor();
			await expectAccessible(page);
			assert.match(JSON.stringify((await waiting.result()).data), /"approved":true/);

			await (await open()).getByText(/no action required/i).first().waitFor();
		}),
	];
}
