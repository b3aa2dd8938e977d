import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { QueueMessage, SqsEngine } from '../../engines/engine.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import { REGION } from '../template/pseudo-parameters.ts';
import { failuresIn } from './batch-failures.ts';
import { eventFilterOf } from './event-pattern.ts';

/** An `AWS::Lambda::EventSourceMapping` whose source is a queue. */
const queueMapping = z.object({
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().default(10),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  FilterCriteria: z.unknown().optional(),
});

export type QueueMappingOptions = {
  /** The mapping's resolved properties. */
  readonly properties: unknown;
  readonly sqs: Pick<SqsEngine, 'receive' | 'deleteMessages' | 'releaseMessages'>;
  readonly fn: LocalFunction;
  /** Upper bound of the batching window, so that tests need not wait for whole seconds. */
  readonly longestWindowMs?: number | undefined;
  /** When failed messages become visible again; absent: after the queue's visibility timeout, as on AWS. */
  readonly retryAfterMs?: number | undefined;
};

export type Source = { readonly stop: () => Promise<void> };

/** Lambda refuses an invocation above 6 MB; a batch may be large long before it is full. */
const PAYLOAD_BYTES = 6_000_000;
const RECORD_OVERHEAD_BYTES = 700;
const LONG_POLL_MS = 20_000;

/** Lambda's poller for one queue: gathers batches, invokes, deletes what succeeded. */
export function startQueueMapping(options: QueueMappingOptions): Source {
  const mapping = queueMapping.parse(options.properties);
  if (!mapping.Enabled) return { stop: async () => undefined };
  const stopping = new AbortController();
  const polling = poll({
    mapping,
    options,
    queueName: mapping.EventSourceArn.split(':').at(-1) ?? '',
    signal: stopping.signal,
  });
  return {
    stop: async () => {
      stopping.abort();
      await polling;
    },
  };
}

type Poller = {
  readonly mapping: z.infer<typeof queueMapping>;
  readonly options: QueueMappingOptions;
  readonly queueName: string;
  readonly signal: AbortSignal;
};

/**
 * One gatherer for all places of the mapping's concurrency: two would share a trickle between them and make the batches
 * smaller. It receives only when a place is free, so that no message ages while it waits.
 */
async function poll(poller: Poller): Promise<void> {
  const { mapping, options, signal } = poller;
  const places = Math.min(options.fn.concurrency, mapping.ScalingConfig?.MaximumConcurrency ?? options.fn.concurrency);
  const underWay = new Set<Promise<void>>();
  while (!signal.aborted) {
    if (underWay.size >= places) await Promise.race(underWay);
    const messages = await gather(poller);
    const work = deliverAll(poller, messages).finally(() => underWay.delete(work));
    underWay.add(work);
  }
  await Promise.all(underWay);
}

async function deliverAll(poller: Poller, messages: readonly QueueMessage[]): Promise<void> {
  for (const batch of withinPayload(messages)) await deliver(poller, batch);
}

/** The first message opens the window; the batch is ready when it is full or the window closes. */
async function gather({ mapping, options, queueName, signal }: Poller): Promise<readonly QueueMessage[]> {
  const receive = (maxMessages: number, waitMs: number) =>
    options.sqs.receive(queueName, { maxMessages, waitMs, signal });
  const gathered = [...(await receive(mapping.BatchSize, LONG_POLL_MS))];
  const windowMs = Math.min(mapping.MaximumBatchingWindowInSeconds * 1000, options.longestWindowMs ?? Infinity);
  const closesAt = Date.now() + windowMs;
  while (gathered.length > 0 && gathered.length < mapping.BatchSize && !signal.aborted) {
    const leftMs = closesAt - Date.now();
    if (leftMs <= 0) break;
    gathered.push(...(await receive(mapping.BatchSize - gathered.length, leftMs)));
  }
  return gathered;
}

function withinPayload(messages: readonly QueueMessage[]): readonly (readonly QueueMessage[])[] {
  const batches: QueueMessage[][] = [];
  let bytes = Infinity;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body) + RECORD_OVERHEAD_BYTES;
    if (bytes + size > PAYLOAD_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(message);
    bytes += size;
  }
  return batches;
}

async function deliver({ mapping, options, queueName, signal }: Poller, batch: readonly QueueMessage[]): Promise<void> {
  const passes = eventFilterOf(mapping.FilterCriteria);
  const records = batch.map((message) => ({ message, record: recordOf(message, mapping.EventSourceArn) }));
  // What no filter admits is deleted unseen, as on AWS.
  const wanted = records.filter(({ record }) => passes({ ...record, body: parsedBody(record.body) }));
  const failed =
    wanted.length === 0
      ? new Set<string>()
      : await invoke(
          mapping,
          options,
          wanted.map(({ record }) => record),
        );
  const handles = (isFailed: boolean) =>
    records
      .filter(({ message }) => failed.has(message.messageId) === isFailed)
      .map(({ message }) => message.receiptHandle);
  options.sqs.deleteMessages(queueName, handles(false));
  const toRetry = handles(true);
  if (toRetry.length === 0 || options.retryAfterMs === undefined) return;
  await sleep(options.retryAfterMs, undefined, { signal }).catch(() => undefined);
  options.sqs.releaseMessages(queueName, toRetry);
}

/** The ids of the messages that failed: all of them when the function threw. */
async function invoke(
  mapping: Poller['mapping'],
  { fn }: QueueMappingOptions,
  records: readonly SQSRecord[],
): Promise<ReadonlySet<string>> {
  const identifiers = records.map(({ messageId }) => messageId);
  try {
    const answer = await fn.invoke({ Records: records });
    return mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')
      ? failuresIn(answer, identifiers)
      : new Set();
  } catch {
    return new Set(identifiers); // the function's log has the error
  }
}

function recordOf(message: QueueMessage, eventSourceARN: string): SQSRecord {
  const { SenderId = '', SentTimestamp = '', ApproximateReceiveCount = '1', ...others } = message.attributes;
  const { ApproximateFirstReceiveTimestamp = '', ...further } = others;
  const attributes = { ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp, ...further };
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes,
    messageAttributes: Object.fromEntries(Object.entries(message.messageAttributes).map(attributeOf)),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}

function attributeOf([name, value]: [string, QueueMessage['messageAttributes'][string]]): [
  string,
  SQSMessageAttribute,
] {
  return [name, { ...value, stringListValues: [], binaryListValues: [] }];
}

/** A filter on `body` sees JSON when the body is JSON. */
function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
