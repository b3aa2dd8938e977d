import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DemoApi, orThrow } from './demo-api.ts';

/** Events in one message when they come as a batch. */
const EVENTS_PER_BATCH_MESSAGE = 25;
/** Every third stretch of events is sent one by one, as stations do that report at once; the rest in batches. */
const SINGLES_EVERY = 3;
const POLL_MS = 150;
const PATIENCE_MS = 180_000;

export type UsageCounts = {
  readonly received: number;
  readonly rated: number;
  readonly duplicate: number;
  readonly suspended: number;
};

export const usageCounts = async (api: DemoApi): Promise<UsageCounts> =>
  orThrow('usage tally', await api.GET('/v1/usage-tally'));

/** Sends usage messages to the queue, as any producer would, and waits until every event was dealt with. */
export async function sendUsage(
  { sqs, queueUrl, api }: { readonly sqs: SQSClient; readonly queueUrl: string; readonly api: DemoApi },
  events: readonly object[],
): Promise<UsageCounts> {
  const before = await usageCounts(api);
  const bodies = messageBodies(events);
  for (let from = 0; from < bodies.length; from += 10) {
    const entries = bodies.slice(from, from + 10).map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
    if (Failed.length > 0) throw new Error(`The queue refused ${Failed.length} messages: ${Failed[0]?.Message}`);
  }
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = await usageCounts(api);
    if (now.received - before.received >= events.length) {
      return {
        received: now.received - before.received,
        rated: now.rated - before.rated,
        duplicate: now.duplicate - before.duplicate,
        suspended: now.suspended - before.suspended,
      };
    }
    if (Date.now() > deadline)
      throw new Error(`Only ${now.received - before.received} of ${events.length} events were dealt with`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function messageBodies(events: readonly object[]): readonly string[] {
  const bodies: string[] = [];
  for (let from = 0, stretch = 0; from < events.length; from += EVENTS_PER_BATCH_MESSAGE, stretch++) {
    const some = events.slice(from, from + EVENTS_PER_BATCH_MESSAGE);
    if (stretch % SINGLES_EVERY === 0) bodies.push(...some.map((event) => JSON.stringify(event)));
    else bodies.push(JSON.stringify(some));
  }
  return bodies;
}
