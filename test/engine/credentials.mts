import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IHttpRequestOptions,
	type INodeProperties,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';

import { credentialType } from './package.mts';

/** What n8n's server does for a node's credential: hands out the values, and signs requests as the type declares. */
export class TestCredentials extends ICredentialsHelper {
	/** @param reads how often the values can be read: not at all where they were encrypted with another key */
	constructor(
		private readonly values: ICredentialDataDecryptedObject,
		private reads = Infinity,
	) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = await credentialType(typeName);
		if (typeof authenticate !== 'function') throw new Error('Expected a type that signs by itself');
		return await authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async getCredentials(): Promise<ICredentials> {
		throw new Error('Not needed in tests');
	}

	override async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		if (this.reads-- <= 0) throw new Error('Credentials could not be decrypted');
		return { ...this.values };
	}

	override async updateCredentials(): Promise<void> {}

	override async updateCredentialsOauthTokenData(): Promise<void> {}

	override getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}
