import type { SQSClient } from '@aws-sdk/client-sqs';
import type { JobMessage, QueueName, Queues } from '../../ports.ts';
import { sendAll } from './send-all.ts';

/** A function is given only the queues that it sends to. */
export type QueueUrls = { readonly [Q in QueueName]?: string | undefined };

/** Which queue does a job's work. */
const QUEUE_OF_JOB = {
  billing: 'billing',
  invoicing: 'invoicing',
  'payment-collection': 'collection',
  'plan-transition': 'lifecycle',
  'purchase-verification': 'lifecycle',
  'account-closure': 'lifecycle',
  're-rating': 'lifecycle',
  'what-if': 'lifecycle',
  'suspense-retry': 'lifecycle',
  'suspense-discard': 'lifecycle',
} as const satisfies Record<JobMessage['job'], QueueName>;

/** SQS refuses two characters that JSON leaves as they are. Every message is JSON, in which they stand in texts only. */
const sendable = (body: string): string =>
  body.replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/** Sends to the queues of the system. Throws when a function sends to a queue that it was not given: a mistake of its wiring. */
export function sqsQueues({ client, urls }: { readonly client: SQSClient; readonly urls: QueueUrls }): Queues {
  const send = async (queue: QueueName, bodies: readonly string[], delaySeconds = 0): Promise<void> => {
    if (bodies.length === 0) return;
    const url = urls[queue];
    if (url === undefined || url === '') throw new Error(`This function was given no URL of the ${queue} queue.`);
    await sendAll({ client, queueUrl: url, delaySeconds }, bodies.map(sendable));
  };
  return {
    sendJobs: async (messages) => {
      const byQueue = Map.groupBy(messages, ({ job }) => QUEUE_OF_JOB[job]);
      for (const [queue, ofQueue] of byQueue)
        await send(
          queue,
          ofQueue.map((message) => JSON.stringify(message)),
        );
    },
    sendClockStep: (siteId) => send('clock', [JSON.stringify({ siteId })]),
    sendUsage: (bodies) => send('usage', bodies),
    sendMail: (message) => send('mail', [JSON.stringify(message)]),
    sendNotifications: (siteId, requests, delaySeconds) =>
      send(
        'notifications',
        requests.map(({ notificationId, request }) => JSON.stringify({ siteId, notificationId, request })),
        delaySeconds,
      ),
  };
}
