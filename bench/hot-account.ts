import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { verifyHead } from '../domain/ledger/verify-head.ts';
import { dec, decimalText, ZERO } from '../domain/money/decimal.ts';
import { dynamoLedgers } from '../functions/adapters/dynamo/ledger/ledger-store.ts';
import { rateUsageBatch } from '../functions/use-cases/usage/rate-usage-batch.ts';
import type { RateUsagePorts } from '../functions/use-cases/usage/rate-usage-ports.ts';
import type { UsageMessage } from '../functions/use-cases/usage/read-messages.ts';
import { startDynamoDb } from '../local/engines/dynamodb/start-dynamo-db.ts';
import { SITE } from './bench-site.ts';
import { benchClient, createTable, TABLE } from './bench-table.ts';
import { BENCH_NOW, MARCH_START, openAccounts, usageMessage } from './rating-world.ts';
import { workerPorts } from './worker-ports.ts';

export type HotAccountFigures = {
  readonly events: number;
  /** Sent again, as queues do. */
  readonly duplicates: number;
  /** Older than what was sealed when they came. */
  readonly late: number;
  readonly batches: number;
  readonly seconds: number;
  readonly eventsPerSecond: number;
  /** Commits that another worker was faster than, per batch. */
  readonly retriesPerBatch: number;
  /** Of one batch, until its commit held. */
  readonly mostAttempts: number;
  /** Batches of the worker that did the fewest and the most, as shares of what each would do if all were equal. */
  readonly slowestShare: number;
  readonly fastestShare: number;
  /** What is wrong; empty when nothing was lost or doubled and no worker gave up. */
  readonly wrong: readonly string[];
};

const WORKERS = 16;
const EVENTS = 100_000;
const BATCH = 100;
/** Every fiftieth event comes twice, every hundredth two days late. */
const TWICE = 50;
const LATE = 100;
const LATE_BY_BATCHES = 60;
const GROUP = '1';

/** One balance group, fed by as many workers as there are, all at once; what comes of it is checked to the cent. */
export async function benchHotAccount(): Promise<HotAccountFigures> {
  const engine = await startDynamoDb({ port: 0, dataFolder: null });
  const setup = benchClient(engine.url);
  try {
    await createTable(setup);
    const client = DynamoDBDocumentClient.from(setup);
    await openAccounts(client, Number(GROUP));
    const { batches, duplicates, late } = traffic();
    const queue = batches.values();
    const began = performance.now();
    const workers = await Promise.all(Array.from({ length: WORKERS }, () => work(engine.url, queue)));
    const seconds = (performance.now() - began) / 1000;
    const done = workers.map((worker) => worker.batches);
    const equal = batches.length / WORKERS;
    const retries = workers.reduce((total, worker) => total + worker.conflicts, 0);
    return {
      events: EVENTS,
      duplicates,
      late,
      batches: batches.length,
      seconds,
      eventsPerSecond: EVENTS / seconds,
      retriesPerBatch: retries / batches.length,
      mostAttempts: Math.max(...workers.map((worker) => worker.mostAttempts)),
      slowestShare: Math.min(...done) / equal,
      fastestShare: Math.max(...done) / equal,
      wrong: [...(await differences(client, duplicates)), ...workers.flatMap(({ faults }) => faults)],
    };
  } finally {
    setup.destroy();
    await engine.stop();
  }
}

type Traffic = {
  readonly batches: readonly (readonly UsageMessage[])[];
  readonly duplicates: number;
  readonly late: number;
};

/** Messages in the order in which they come: late ones and repeats lie among those of much later. */
function traffic(): Traffic {
  const order: number[][] = [];
  const put = (place: number, number: number): void => {
    const last = Math.ceil(EVENTS / BATCH) + LATE_BY_BATCHES - 1;
    const index = Math.min(place, last);
    for (let missing = order.length; missing <= index; missing++) order.push([]);
    order[index]?.push(number);
  };
  let duplicates = 0;
  let late = 0;
  for (let number = 0; number < EVENTS; number++) {
    const place = Math.floor(number / BATCH);
    const isLate = number % LATE === 7;
    put(isLate ? place + LATE_BY_BATCHES : place, number);
    if (isLate) late += 1;
    if (number % TWICE !== 3) continue;
    // Half of the repeats meet their first in flight, half find it sealed.
    put(number % (2 * TWICE) === 3 ? place : place + LATE_BY_BATCHES, number);
    duplicates += 1;
  }
  const batches = order.map((numbers, place) =>
    numbers.map((number, index) => ({
      messageId: `${place}-${index}`,
      body: usageMessage(Number(GROUP), number, EVENT_EVERY_MS),
    })),
  );
  return { batches, duplicates, late };
}

/** The month is full of them. */
const EVENT_EVERY_MS = Math.floor((BENCH_NOW - MARCH_START) / EVENTS) - 1;

/** One worker with a connection of its own takes batches until there are none. */
async function work(endpoint: string, queue: Iterator<readonly UsageMessage[]> & Iterable<readonly UsageMessage[]>) {
  const base = benchClient(endpoint);
  const ports = workerPorts(DynamoDBDocumentClient.from(base));
  let batches = 0;
  let conflicts = 0;
  let attempts = 0;
  let mostAttempts = 0;
  const faults: string[] = [];
  const counting: RateUsagePorts = {
    ...ports,
    commitLedgers: async (commit) => {
      attempts += 1;
      const outcome = await ports.commitLedgers(commit);
      if (outcome === 'conflict') conflicts += 1;
      return outcome;
    },
  };
  const rate = rateUsageBatch(counting);
  for (const messages of queue) {
    attempts = 0;
    const outcome = await rate(messages);
    for (const fault of outcome.faults) faults.push(fault);
    if (outcome.suspended > 0) faults.push(`${outcome.suspended} events were suspended`);
    batches += 1;
    if (attempts > mostAttempts) mostAttempts = attempts;
  }
  base.destroy();
  return { batches, conflicts, mostAttempts, faults };
}

async function differences(client: DynamoDBDocumentClient, duplicates: number): Promise<readonly string[]> {
  const ledgers = dynamoLedgers(client, TABLE);
  const account = await ledgers.load(SITE, GROUP);
  if (account === null) return ['the account is gone'];
  const { head } = account;
  const sealed = await ledgers.sealedEntries(SITE, GROUP, { from: MARCH_START, to: BENCH_NOW });
  const entries = [...sealed, ...head.tail];
  const wrong: string[] = [];
  const folded = verifyHead(head, entries);
  if (folded !== null) wrong.push(`the head is not the fold of its entries: ${folded}`);
  const usage = entries.filter(({ kind }) => kind === 'usage');
  if (usage.length !== EVENTS)
    wrong.push(`${usage.length} events were rated, not ${EVENTS} (${duplicates} came twice)`);
  if (new Set(usage.map(({ id }) => id)).size !== usage.length) wrong.push('an event was rated twice');
  let expected = ZERO;
  for (let number = 0; number < EVENTS; number++) expected = expected.plus(volumeOf(number).times(PRICE));
  let net = ZERO;
  for (const line of head.unbilled.values()) net = net.plus(line.net);
  if (!net.eq(expected)) wrong.push(`the sum is ${decimalText(net)}, not ${decimalText(expected)}`);
  return wrong;
}

/** As bench-site prices what rating-world sends. */
const PRICE = dec('0.002');
const volumeOf = (number: number) => dec(`${((number * 37) % 1000) / 10}`);

/** `node bench/hot-account.ts`: the figures alone. Fails when something is wrong. */
if (import.meta.main) {
  const figures = await benchHotAccount();
  console.log(JSON.stringify(figures, null, 2));
  process.exitCode = figures.wrong.length === 0 ? 0 : 1;
}
