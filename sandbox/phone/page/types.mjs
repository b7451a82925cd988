/**
 * What the page gets from the sandbox; see report.mts and messageView.mts in the folder above.
 *
 * @typedef {import('../report.mts').Report} Report
 * @typedef {import('../report.mts').NumberView} NumberView
 * @typedef {import('../report.mts').RequestView} RequestView
 * @typedef {import('../report.mts').CallbackView} CallbackView
 * @typedef {import('../report.mts').FaultView} FaultView
 * @typedef {import('../messageView.mts').MessageView} MessageView
 * @typedef {import('../messageView.mts').MediaView} MediaView
 * @typedef {import('../card.mts').Card} Card
 * @typedef {import('../card.mts').CardHeader} CardHeader
 * @typedef {import('../card.mts').CardButton} CardButton
 * @typedef {import('../card.mts').Choice} Choice
 * @typedef {'sms' | 'whatsapp'} Channel
 */

/**
 * @template T
 * @typedef {import('preact').RefObject<T | null>} Ref an element or component, once it's on the page
 */
export {};
