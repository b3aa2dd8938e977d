import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import { batchesOf } from './batches-of.ts';

const ATTEMPTS = 5;
const AT_ONCE = 8;

/** `delaySeconds`: how long the queue keeps a message back before it hands it out, 900 at most. */
export type Sending = { readonly client: SQSClient; readonly queueUrl: string; readonly delaySeconds?: number };

/**
 * Sends every body, in no order. A batch may fail in part: what failed is sent again, with a growing random pause. Throws
 * when something could not be sent; then some of the rest may have been, and whoever asks again sends it twice, which every queue's worker bears.
 */
export async function sendAll(to: Sending, bodies: readonly string[]): Promise<void> {
  const batches = batchesOf(bodies).values();
  const sendRest = async () => {
    for (const batch of batches) await sendBatch(to, batch);
  };
  const senders = await Promise.allSettled(Array.from({ length: AT_ONCE }, sendRest));
  for (const sender of senders) if (sender.status === 'rejected') throw sender.reason;
}

async function sendBatch({ client, queueUrl, delaySeconds = 0 }: Sending, bodies: readonly string[]): Promise<void> {
  let unsent: SendMessageBatchRequestEntry[] = bodies.map((body, index) => ({
    Id: `${index}`,
    MessageBody: body,
    ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
  }));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: unsent }));
    const refused = Failed.find(({ SenderFault }) => SenderFault === true);
    if (refused !== undefined) throw new Error(`SQS refused a message: ${refused.Code} ${refused.Message ?? ''}`);
    const failed = new Set(Failed.map(({ Id }) => Id));
    unsent = unsent.filter(({ Id }) => failed.has(Id));
    if (unsent.length === 0) return;
  }
  throw new Error(`SQS did not take ${unsent.length} of ${bodies.length} messages in ${ATTEMPTS} attempts.`);
}
