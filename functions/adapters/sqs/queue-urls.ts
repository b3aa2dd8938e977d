import type { QueueUrls } from './queues.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The queues that the deployment gave this function. */
export const queueUrls = (environment: Environment): QueueUrls => ({
  usage: environment['USAGE_QUEUE_URL'],
  billing: environment['BILLING_QUEUE_URL'],
  invoicing: environment['INVOICING_QUEUE_URL'],
  lifecycle: environment['LIFECYCLE_QUEUE_URL'],
  collection: environment['COLLECTION_QUEUE_URL'],
  mail: environment['MAIL_QUEUE_URL'],
  notifications: environment['NOTIFICATIONS_QUEUE_URL'],
  clock: environment['CLOCK_QUEUE_URL'],
});

/** Where the dead letters of each queue wait. */
export const deadLetterQueueUrls = (environment: Environment): QueueUrls => ({
  usage: environment['USAGE_DEAD_LETTER_QUEUE_URL'],
  billing: environment['BILLING_DEAD_LETTER_QUEUE_URL'],
  invoicing: environment['INVOICING_DEAD_LETTER_QUEUE_URL'],
  lifecycle: environment['LIFECYCLE_DEAD_LETTER_QUEUE_URL'],
  collection: environment['COLLECTION_DEAD_LETTER_QUEUE_URL'],
  mail: environment['MAIL_DEAD_LETTER_QUEUE_URL'],
  notifications: environment['NOTIFICATIONS_DEAD_LETTER_QUEUE_URL'],
  clock: environment['CLOCK_DEAD_LETTER_QUEUE_URL'],
});
