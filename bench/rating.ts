import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { rateUsageBatch } from '../functions/use-cases/usage/rate-usage-batch.ts';
import { functionNamed } from '../infra/functions.ts';
import { startDynamoDb } from '../local/engines/dynamodb/start-dynamo-db.ts';
import { benchClient, createTable } from './bench-table.ts';
import { meterCapacity } from './capacity-meter.ts';
import { PRICES } from './prices.ts';
import { openAccounts, usageMessage } from './rating-world.ts';
import { workerPorts } from './worker-ports.ts';

export type RatingFigures = {
  readonly eventsPerGroup: number;
  readonly requestsPerEvent: number;
  readonly writeUnitsPerEvent: number;
  readonly readUnitsPerEvent: number;
  readonly cpuMicrosPerEvent: number;
  readonly usdPerMillionEvents: number;
};

/** What Lambda hands over at most at once. */
const LARGEST_BATCH = 1_000;
const ACCOUNTS = 100;

/** Enough batches each that tails were sealed several times: a light account pays for its chunks only then. */
const RUNS = [
  { eventsPerGroup: 1, groups: ACCOUNTS, batches: 60 },
  { eventsPerGroup: 10, groups: ACCOUNTS, batches: 20 },
  { eventsPerGroup: 100, groups: 10, batches: 30 },
  { eventsPerGroup: 1000, groups: 1, batches: 40 },
] as const;
type Run = (typeof RUNS)[number];
/** Lambda bills memory by time; the worker has a whole core, so its time is about the CPU it takes. */
const WORKER_GIGABYTES = functionNamed('rate-usage').memoryMegabytes / 1024;

/**
 * The real worker on the real adapters, with more and more events per balance group and batch. The table is
 * DynamoDB Local, so requests, capacity units and CPU count, not speed.
 */
export async function benchRating(): Promise<readonly RatingFigures[]> {
  const engine = await startDynamoDb({ port: 0, dataFolder: null });
  try {
    const client = benchClient(engine.url);
    await createTable(client);
    await openAccounts(DynamoDBDocumentClient.from(client), ACCOUNTS);
    client.destroy();
    const figures: RatingFigures[] = [];
    let number = 0;
    for (const run of RUNS) figures.push(await measure(engine.url, run, () => number++));
    return figures;
  } finally {
    await engine.stop();
  }
}

async function measure(
  endpoint: string,
  { eventsPerGroup, groups, batches }: Run,
  next: () => number,
): Promise<RatingFigures> {
  const base = benchClient(endpoint);
  const client = DynamoDBDocumentClient.from(base);
  const rate = rateUsageBatch(workerPorts(client));
  const size = groups * eventsPerGroup;
  const batch = () =>
    Array.from({ length: size }, (_, index) => {
      const number = next();
      return { messageId: String(number), body: usageMessage((index % groups) + 1, number) };
    });
  // Warm: caches are filled and code is compiled before anything is counted, as in a worker that runs.
  for (let warm = 0; warm < 3; warm++) await rate(batch());
  const capacity = meterCapacity(base);
  const prepared = Array.from({ length: batches }, batch);
  const before = process.cpuUsage();
  for (const messages of prepared) {
    const { rated, faults } = await rate(messages);
    if (rated !== size) throw new Error(`only ${rated} of ${size} events were rated: ${faults.join('; ')}`);
  }
  const { user, system } = process.cpuUsage(before);
  base.destroy();
  const events = batches * size;
  const perEvent = {
    requestsPerEvent: capacity.requests / events,
    writeUnitsPerEvent: capacity.writeUnits / events,
    readUnitsPerEvent: capacity.readUnits / events,
    cpuMicrosPerEvent: (user + system) / events,
  };
  return { eventsPerGroup, ...perEvent, usdPerMillionEvents: usdPerMillion(perEvent) };
}

/** Table, worker and queue. A producer sends ten events a request; the worker receives and deletes ten a request. */
function usdPerMillion(perEvent: Omit<RatingFigures, 'eventsPerGroup' | 'usdPerMillionEvents'>): number {
  const table =
    perEvent.writeUnitsPerEvent * PRICES.dynamoDbMillionWriteUnits +
    perEvent.readUnitsPerEvent * PRICES.dynamoDbMillionReadUnits;
  const worker =
    perEvent.cpuMicrosPerEvent * WORKER_GIGABYTES * PRICES.lambdaGigabyteSecond +
    PRICES.lambdaMillionInvocations / LARGEST_BATCH;
  const queue = (3 / 10) * PRICES.sqsMillionRequests;
  return table + worker + queue;
}
