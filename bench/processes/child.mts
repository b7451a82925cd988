import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/setup.mjs';
import { stopSignal } from '../../scripts/stop.mjs';

type Reply = { answer: unknown } | { error: string };

/** A process of ours that answers questions, one after the other. */
export class Child {
	private readonly ended: Promise<[Reply]>;

	private constructor(private readonly process: ReturnType<typeof fork>) {
		this.ended = once(process, 'exit').catch(() => undefined).then(() => [{ error: 'the process ended' }]);
	}

	/**
	 * @param script its file in this folder
	 * @param node the Node that it runs on
	 */
	static start(script: string, node: string): Child {
		const options = { cwd: root, execPath: node, execArgv: ['--import', 'tsx'], signal: stopSignal };
		const child = fork(fileURLToPath(new URL(script, import.meta.url)), options);
		child.on('error', () => undefined);
		return new Child(child);
	}

	/** @throws Error what the process threw, or that it ended instead */
	async ask<Answer>(question: object): Promise<Answer> {
		this.process.send(question);
		const [reply] = (await Promise.race([once(this.process, 'message'), this.ended])) as [Reply];
		if ('error' in reply) throw new Error(reply.error);
		return reply.answer as Answer;
	}

	stop(): void {
		this.process.kill('SIGKILL');
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
