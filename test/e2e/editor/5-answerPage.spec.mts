import { PHONE } from '../../../playground/numbers.mts';
import { bringAxe, expectAccessible } from '../accessibility.mts';
import { WaitingExecution } from '../checks/waitWorkflow.mts';
import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';

// A person who is asked can use the page behind the link.

const question = {
	to: PHONE,
	message: 'Order 42 is over 5,000 USD. Shall we ship it?',
	approvalOptions: { values: { approvalType: 'double', approveLabel: 'Ship it', disapproveLabel: 'Hold it' } },
};

test('the link on the phone opens a page whose button continues the waiting workflow, once', async ({ openPhone, playground }) => {
	const waiting = await WaitingExecution.start(playground, question);
	await waiting.waits();
	const { page: phonePage, phone } = await openPhone(`+${question.to}`);
	const link = phone.getByRole('link', { name: waiting.address, exact: true });
	const open = async () => {
		const opened = phonePage.context().waitForEvent('page');
		await link.click();
		return await opened;
	};

	const page = await open();
	await page.setViewportSize({ width: 390, height: 360 });
	await bringAxe(page);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Your answer is needed' })).toBeVisible();
	await expect(page.getByText(question.message)).toBeVisible();
	await expectAccessible(page);
	await takePicture(page, 'approval-page');
	await page.getByRole('button', { name: 'Ship it' }).click();
	await expect(page.getByText('You answered: Ship it')).toBeVisible();
	await expectAccessible(page);
	expect(JSON.stringify((await waiting.result()).data)).toMatch(/"approved":true/);

	await expect((await open()).getByText(/no action required/i).first()).toBeVisible();
});
