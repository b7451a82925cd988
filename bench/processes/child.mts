import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/setup.mjs';
import { stopSignal } from '../../scripts/stop.mjs';

type Reply = { answer: unknown } | { error: string };

/** A process of ours that answers questions, one after the other. */
export class Child {
	private constructor(private readonly process: ChildProcess) {}

	/**
	 * @param script its file in this folder
	 * @param node the Node that it runs on
	 * @param env of it, on top of our own
	 */
	static start(script: string, node: string, env: Record<string, string> = {}): Child {
		const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
			cwd: root,
			execPath: node,
			execArgv: ['--expose-gc', '--import', 'tsx'],
			env: { ...process.env, ...env },
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			signal: stopSignal,
		});
		child.on('error', () => undefined);
		return new Child(child);
	}

	/** @throws Error what the process threw, or that it ended instead */
	async ask<Answer>(question: object): Promise<Answer> {
		const done = new AbortController();
		const ended = once(this.process, 'exit', { signal: done.signal }).then(([code]): Reply => ({ error: `the process ended (${code})` }));
		const replied = once(this.process, 'message', { signal: done.signal }).then(([reply]) => reply as Reply);
		this.process.send(question);
		try {
			const reply = await Promise.race([replied, ended]);
			stopSignal.throwIfAborted();
			if ('error' in reply) throw new Error(reply.error);
			return reply.answer as Answer;
		} finally {
			done.abort();
			await Promise.allSettled([replied, ended]);
		}
	}

	/** Ends it and waits for that. */
	async stop(): Promise<void> {
		if (this.process.exitCode !== null || this.process.signalCode !== null) return;
		this.process.kill('SIGKILL');
		await once(this.process, 'exit');
	}
}

/** In the process itself: answers what it is asked, and ends when nobody is left to ask. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
	process.on('message', (question) => {
		void answer(question as Question).then(
			(found) => process.send?.({ answer: found ?? null } satisfies Reply),
			(error) => process.send?.({ error: error instanceof Error ? error.message : String(error) } satisfies Reply),
		);
	});
	process.once('disconnect', () => process.exit());
}
