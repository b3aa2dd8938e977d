import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import type { LocalFunction } from '../functions/local-function.ts';
import { deliverStreamBatch, type StreamItem } from './deliver-stream-batch.ts';
import { type EventFilter, eventFilterOf } from './event-pattern.ts';
import type { Source } from './queue-mapping.ts';
import type { StreamCheckpoints } from './stream-checkpoints.ts';
import { lambdaStreamRecord } from './stream-record.ts';

/** An `AWS::Lambda::EventSourceMapping` whose source is a table's stream. */
const streamMapping = z.object({
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  FunctionResponseTypes: z.array(z.string()).default([]),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  FilterCriteria: z.unknown().optional(),
});

export type StreamMappingOptions = {
  /** Names the mapping's checkpoints. */
  readonly mappingId: string;
  readonly properties: unknown;
  /** ARN under which the engine knows the stream; the function sees the template's. */
  readonly engineStreamArn: string;
  readonly client: DynamoDBStreamsClient;
  readonly fn: LocalFunction;
  readonly checkpoints: StreamCheckpoints;
  /** Receives a description of the records that were given up, and the mapping's destination. */
  readonly giveUp: (destinationArn: string | undefined, description: unknown) => Promise<void>;
  /** Wait between two empty reads, in ms. */
  readonly pollMs: number;
};

export type StreamSource = Source & {
  /** Resolves when a read that began after the call found nothing more in any shard. */
  readonly caughtUp: () => Promise<void>;
};

const LONGEST_BACKOFF_MS = 30_000;
const SHARD_LIST_MS = 60_000;

type Reader = {
  readonly options: StreamMappingOptions;
  readonly mapping: z.infer<typeof streamMapping>;
  readonly passes: EventFilter;
  readonly signal: AbortSignal;
  /** Called at each read that found nothing, with the moment the read began. */
  readonly foundNothing: (startedAt: number) => void;
};

/**
 * Lambda's reader of one stream: shard after shard, record after record, at least once. A first start reads from the
 * beginning whatever the template says: the table is new then, and "latest" could miss what was written meanwhile.
 */
export function startStreamMapping(options: StreamMappingOptions): StreamSource {
  const mapping = streamMapping.parse(options.properties);
  if (!mapping.Enabled) return { stop: async () => undefined, caughtUp: async () => undefined };
  const stopping = new AbortController();
  const waiting = new Set<{ readonly since: number; readonly resolve: () => void }>();
  const reader: Reader = {
    options,
    mapping,
    passes: eventFilterOf(mapping.FilterCriteria),
    signal: stopping.signal,
    foundNothing: (startedAt) => {
      for (const waiter of waiting) {
        if (startedAt < waiter.since) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
  };
  const reading = readStream(reader);
  return {
    stop: async () => {
      stopping.abort();
      await reading;
      for (const waiter of waiting) waiter.resolve();
    },
    caughtUp: () => new Promise((resolve) => waiting.add({ since: performance.now(), resolve })),
  };
}

/** Shards are read one after the other, parents first: a table on one machine writes to a single one at a time. */
async function readStream(reader: Reader): Promise<void> {
  const { options, signal } = reader;
  const finished = new Set<string>();
  while (!signal.aborted) {
    try {
      const shard = (await listShards(options)).find(({ ShardId }) => ShardId !== undefined && !finished.has(ShardId));
      if (shard?.ShardId === undefined) await pause(options.pollMs, signal);
      else if (await readShard(reader, shard.ShardId, isOpen(shard))) finished.add(shard.ShardId);
    } catch (error) {
      if (signal.aborted) return;
      options.fn.log.write(`The stream cannot be read, trying again: ${String(error)}`);
      await pause(1_000, signal);
    }
  }
}

function isOpen({ SequenceNumberRange }: Shard): boolean {
  return SequenceNumberRange?.EndingSequenceNumber === undefined;
}

async function listShards({ client, engineStreamArn }: StreamMappingOptions): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: engineStreamArn, ExclusiveStartShardId: after }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    after = StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined);
  // Shard ids hold their creation time, so their order is that of parents before children.
  return shards.sort((left, right) => ((left.ShardId ?? '') < (right.ShardId ?? '') ? -1 : 1));
}

/** Reads until the shard ends (true) or the stack stops (false). */
async function readShard(reader: Reader, shardId: string, isOpen: boolean): Promise<boolean> {
  const { options, mapping, signal } = reader;
  let iterator = await iteratorFor(reader, shardId);
  const listAgainAt = performance.now() + SHARD_LIST_MS;
  while (iterator !== undefined && !signal.aborted) {
    const startedAt = performance.now();
    const answer = await options.client.send(new GetRecordsCommand({ ShardIterator: iterator }), {
      abortSignal: signal,
    });
    const records = answer.Records ?? [];
    const items = records.map((record): StreamItem => {
      const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
      return { sequenceNumber, record: lambdaStreamRecord(record, mapping.EventSourceArn) };
    });
    const settled = await deliver(reader, shardId, items);
    if (!settled) return false;
    iterator = answer.NextShardIterator;
    if (items.length > 0) continue;
    if (isOpen) reader.foundNothing(startedAt);
    // A closed shard's iterator may go on for ever: nothing more comes, and a newer shard waits.
    else return true;
    if (performance.now() > listAgainAt) return false;
    await pause(options.pollMs, signal);
  }
  return iterator === undefined;
}

async function iteratorFor({ options, mapping }: Reader, shardId: string): Promise<string | undefined> {
  const { client, engineStreamArn: StreamArn, checkpoints, mappingId } = options;
  const last = checkpoints.read(mappingId, shardId);
  const horizon = () =>
    client.send(new GetShardIteratorCommand({ StreamArn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }));
  if (last === undefined) return (await horizon()).ShardIterator;
  const after = {
    StreamArn,
    ShardId: shardId,
    ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
    SequenceNumber: last,
  } as const;
  try {
    return (await client.send(new GetShardIteratorCommand(after))).ShardIterator;
  } catch (error) {
    options.fn.log.write(
      `${mapping.EventSourceArn}: the stream no longer holds ${last}, reading all of it: ${String(error)}`,
    );
    return (await horizon()).ShardIterator;
  }
}

/** Delivers what the filters admit, in batches; what they drop counts as settled. */
async function deliver(reader: Reader, shardId: string, items: readonly StreamItem[]): Promise<boolean> {
  const { options, mapping, signal } = reader;
  const last = items.at(-1);
  if (last === undefined) return true;
  const wanted = items.filter(({ record }) => reader.passes(record));
  for (let start = 0; start < wanted.length; start += mapping.BatchSize) {
    const settled = await deliverStreamBatch(wanted.slice(start, start + mapping.BatchSize), {
      invoke: (batch) => options.fn.invoke({ Records: batch.map(({ record }) => record) }),
      reportsFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      bisects: mapping.BisectBatchOnFunctionError,
      retries: mapping.MaximumRetryAttempts,
      giveUp: (batch) => giveUp(reader, shardId, batch),
      waitMs: (repetition) => Math.min(100 * 2 ** repetition, LONGEST_BACKOFF_MS),
      signal,
    });
    if (!settled) return false;
  }
  options.checkpoints.write(options.mappingId, shardId, last.sequenceNumber);
  return true;
}

/** The same description that Lambda sends: where the records are, not the records. */
async function giveUp({ options, mapping }: Reader, shardId: string, batch: readonly StreamItem[]): Promise<void> {
  const description = {
    requestContext: { functionArn: options.fn.arn, condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: batch[0]?.sequenceNumber,
      endSequenceNumber: batch.at(-1)?.sequenceNumber,
      batchSize: batch.length,
      streamArn: mapping.EventSourceArn,
    },
  };
  await options.giveUp(mapping.DestinationConfig?.OnFailure?.Destination, description);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
