import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';

/** Ends the output with a line that a CI can read: `N passed, N failed`, and how many tests weren't run if there are any. */
export default class Summary implements Reporter {
	private tests: TestCase[] = [];
	/** Problems outside of tests. */
	private errors = 0;

	onBegin(_config: FullConfig, suite: Suite): void {
		this.tests = suite.allTests();
	}

	onError(): void {
		this.errors += 1;
	}

	onEnd(): void {
		const count = (outcome: ReturnType<TestCase['outcome']>) => this.tests.filter((test) => test.outcome() === outcome).length;
		const notRun = count('skipped');
		process.stdout.write(`${count('expected')} passed, ${count('unexpected') + this.errors} failed${notRun > 0 ? `, ${notRun} not run` : ''}\n`);
	}
}
