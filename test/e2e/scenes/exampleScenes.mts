import type { Playground } from '../../../playground/playground.mts';
import { agent, agentAsksFirst } from './agent.mts';
import { appointmentReminder } from './appointmentReminder.mts';
import { askBySms } from './askBySms.mts';
import { askWithButtons } from './askWithButtons.mts';
import { checkBeforeSending } from './checkBeforeSending.mts';
import { deliveryReport } from './deliveryReport.mts';
import { deliveryStatusAlert } from './deliveryStatus.mts';
import { freeAppointments } from './freeAppointments.mts';
import { freeText } from './freeText.mts';
import { handOverAnswers } from './handOverAnswers.mts';
import { keywordRouter } from './keywordRouter.mts';
import { newsletter } from './newsletter.mts';
import { onCallAlert } from './onCallAlert.mts';
import { orderUpdate } from './orderUpdate.mts';
import { pictures } from './pictures.mts';
import { sends, sendsOnly } from './sends.mts';
import { Stage } from './stage.mts';

type Scene = (stage: Stage) => Promise<void>;

/** By the file name of an example: what is done with it, and what must happen then. */
const scenes: Record<string, Scene> = {
	'ai-agent-asks-first.json': agentAsksFirst,
	'ai-agent-texts-customer.json': agent,
	'ask-for-an-answer.json': freeText,
	'check-before-sending.json': checkBeforeSending,
	'daily-delivery-report.json': deliveryReport,
	'delivery-status-alert.json': deliveryStatusAlert,
	'inbound-keyword-router.json': keywordRouter,
	'inbound-pictures-to-files.json': pictures,
	'newsletter-broadcast.json': newsletter,
	'sms-hand-over-answers.json': handOverAnswers,
	'whatsapp-ask-with-buttons.json': askWithButtons,
	'whatsapp-free-appointments.json': freeAppointments,
	'whatsapp-order-update.json': orderUpdate,
};

/** Scenes that wait until a time is over, which n8n checks once a minute. They run in parallel and only look at their own messages. */
const slowScenes: Record<string, Scene> = {
	'appointment-reminder.json': appointmentReminder,
	'on-call-alert.json': onCallAlert,
	'sms-ask-and-wait.json': askBySms,
};

/** Plays the scene of each example. */
export class ExampleScenes {
	private slow: Promise<Map<string, unknown>> | undefined;

	constructor(private readonly playground: Playground) {}

	/** @param file its name in examples/ @throws {Error} if the result isn't what the example says */
	async play(file: string): Promise<void> {
		if (file in slowScenes) {
			const error = (await this.playSlow()).get(file);
			if (error !== undefined) throw error;
			return;
		}
		const stage = Stage.of(this.playground, file);
		const [expected, scene] = [sends[file], scenes[file]];
		if (expected) await sendsOnly(stage, expected);
		else if (scene) await scene(stage);
		else throw new Error(`Add a scene for ${file} to test/e2e/scenes/exampleScenes.mts`);
	}

	/** Plays all of them in parallel, once. @returns by file the error, undefined if there was none */
	private async playSlow(): Promise<Map<string, unknown>> {
		this.slow ??= Promise.all(
			Object.entries(slowScenes).map(async ([file, scene]): Promise<[string, unknown]> => {
				try {
					await scene(Stage.of(this.playground, file));
					return [file, undefined];
				} catch (error) {
					return [file, error];
				}
			}),
		).then((results) => new Map(results));
		return await this.slow;
	}
}
