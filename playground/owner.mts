/** The one user of the playground's n8n. No secret: that n8n listens on this machine only and holds nothing of worth. */
export const owner = {
	email: 'owner@playground.example',
	firstName: 'Playground',
	lastName: 'Owner',
	password: 'Playground1',
};
