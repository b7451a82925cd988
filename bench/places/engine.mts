import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contenderNode } from '../contenderNode.mts';
import { Child } from '../processes/child.mts';
import type { EngineQuestion, EngineRun } from '../processes/protocol.mts';
import { orderOf } from '../scenario.mts';
import type { Place } from './place.mts';

/** Enough for whatever is loaded at its first use. */
const warmUpMessages = 5;

/** A process with n8n's engine, which keeps its files in a folder of its own. */
export interface EngineProcess {
	run(question: EngineQuestion): Promise<EngineRun>;
	close(): Promise<void>;
}

/** @param node the Node that it runs on */
export function startEngine(node: string): EngineProcess {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-plivo-bench-'));
	const env = { N8N_USER_FOLDER: folder, N8N_LOG_LEVEL: 'silent', N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' };
	const child = Child.start('engine.mts', node, env);
	return {
		run: async (question) => await child.ask<EngineRun>(question),
		close: async () => {
			await child.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** n8n's engine by itself: nothing is stored, the credential lies open, and each run has a fresh process. */
export function enginePlace(node: string): Place {
	return {
		async prepare(contender, scenario, plivo) {
			const engine = startEngine(node);
			const question = { node: contenderNode(contender, scenario, plivo), plivo };
			const messages = orderOf(scenario);
			try {
				await engine.run({ ...question, messages: { ...messages, count: warmUpMessages } });
			} catch (error) {
				await engine.close();
				throw error;
			}
			return {
				async run() {
					const { items, ...timing } = await engine.run({ ...question, messages });
					if (items !== scenario.messages) throw new Error(`${items} items came out`);
					return timing;
				},
				close: async () => await engine.close(),
			};
		},
		close: async () => undefined,
	};
}
