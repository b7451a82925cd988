import { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers, type ICredentialType, type INodeType, type INodeTypes, type IVersionedNodeType } from 'n8n-workflow';

import './newProcess.mts';

let loading: Promise<PackageDirectoryLoader> | undefined;

/** The built package, as n8n's own loader reads it from package.json; loaded once. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	loading ??= (async () => {
		const loader = new PackageDirectoryLoader(process.cwd());
		await loader.loadAll();
		return loader;
	})();
	return await loading;
}

/** A credential type of the package. */
export async function credentialType(name: string): Promise<ICredentialType> {
	return (await loadPackage()).getCredential(name).type;
}

/** The node types of the package under the names that workflows hold, plus a trigger that hands over its pinned items. */
export async function nodeTypes(): Promise<INodeTypes> {
	const loader = await loadPackage();
	const find = (type: string): INodeType | IVersionedNodeType => {
		const [packageName, name] = type.split('.');
		if (packageName !== loader.packageJson.name || name === undefined) throw new Error(`No node type ${type}`);
		const { type: node } = loader.getNode(name.replace(/Tool$/, ''));
		return name.endsWith('Tool') ? asTool(node as INodeType) : node;
	};
	return {
		getByName: find,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => loader.known.nodes,
	};
}

/** n8n's server makes a tool for agents of a node: its description has another name, by which `@tool` fields are shown. */
function asTool(node: INodeType): INodeType {
	const description = { ...node.description, name: `${node.description.name}Tool` };
	return Object.create(node, { description: { value: description } }) as INodeType;
}
