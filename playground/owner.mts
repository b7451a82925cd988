/** The only user of the playground's n8n. The password isn't secret: this n8n only listens on this machine and has nothing of value. */
export const owner = {
	email: 'owner@playground.example',
	firstName: 'Playground',
	lastName: 'Owner',
	password: 'Playground1',
};
