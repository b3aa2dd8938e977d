import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../domain/time/instant.ts';
import { rateUsageBatch } from '../functions/use-cases/usage/rate-usage-batch.ts';
import { startDynamoDb } from '../local/engines/dynamodb/start-dynamo-db.ts';
import { benchClient, createTable } from './bench-table.ts';
import { meterCapacity } from './capacity-meter.ts';
import { BENCH_NOW, MARCH_START } from './rating-world.ts';
import {
  DIMENSIONS,
  type Dimension,
  measuredServices,
  type ScaledAccount,
  scaledItems,
  scaledUsage,
  writeAll,
} from './scale-world.ts';
import { workerPorts } from './worker-ports.ts';

/** What one event that is alone in its batch costs. */
export type EventCost = {
  readonly requests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly cpuMicros: number;
};
export type ScaleFigures = {
  readonly of: Dimension | 'events, late';
  readonly bySize: readonly (EventCost & { readonly size: number })[];
  /** Cost at the largest size over that at the smallest. */
  readonly growth: EventCost;
};

const SIZES = [10, 1_000, 100_000] as const;
const ROUNDS = 6;
const EVENTS_A_ROUND = 60;

/**
 * Events one by one for accounts that have little or very much: history, grants that expired, services, other purchases, discounts. The
 * accounts take turns, so that a busy machine slows all of them, and the median round's CPU counts.
 */
export async function benchScale(): Promise<readonly ScaleFigures[]> {
  const engine = await startDynamoDb({ port: 0, dataFolder: null });
  const base = benchClient(engine.url);
  try {
    await createTable(base);
    const client = DynamoDBDocumentClient.from(base);
    const accounts = DIMENSIONS.flatMap((of, row) =>
      SIZES.map((size, column): ScaledAccount => ({ group: `${row}${column}`, of, size })),
    );
    for (const account of accounts) await writeAll(client, scaledItems(account));
    const figures: ScaleFigures[] = [];
    for (const of of DIMENSIONS) {
      const own = accounts.filter((account) => account.of === of);
      figures.push(await measure(engine.url, of, own, (round) => BENCH_NOW - 3_600_000 + round));
      // Late by half a month, each at another time.
      const late = (round: number) => MARCH_START + 10 * 86_400_000 + ((round * 7_919) % 7_200) * 60_000;
      if (of === 'events') figures.push(await measure(engine.url, 'events, late', own, late));
    }
    return figures;
  } finally {
    base.destroy();
    await engine.stop();
  }
}

async function measure(
  endpoint: string,
  of: ScaleFigures['of'],
  accounts: readonly ScaledAccount[],
  timeOf: (number: number) => Instant,
): Promise<ScaleFigures> {
  const meters = accounts.map((account) => {
    const base = benchClient(endpoint);
    const rate = rateUsageBatch(workerPorts(DynamoDBDocumentClient.from(base)));
    return { account, base, rate, capacity: meterCapacity(base), cpu: [] as number[] };
  });
  const start = { requests: 0, writeUnits: 0, readUnits: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { account, rate, capacity, cpu } of meters) {
      // The first round warms up.
      if (round === 1) Object.assign(capacity, start);
      const services = measuredServices(account);
      const before = process.cpuUsage();
      for (let event = 0; event < EVENTS_A_ROUND; event++) {
        const number = round * EVENTS_A_ROUND + event;
        const identifier = services[number % services.length] ?? '';
        const usage = scaledUsage({
          identifier,
          at: timeOf(number),
          number: 1_000_000 + number + (of === 'events' ? 0 : 1e6),
        });
        const { rated, faults } = await rate([{ messageId: `${number}`, body: JSON.stringify(usage) }]);
        if (rated !== 1) throw new Error(`An event of ${of} was not rated: ${faults.join('; ')}`);
      }
      const { user, system } = process.cpuUsage(before);
      if (round > 0) cpu.push((user + system) / EVENTS_A_ROUND);
    }
  }
  const bySize = meters.map(({ account, base, capacity, cpu }) => {
    base.destroy();
    const events = ROUNDS * EVENTS_A_ROUND;
    return {
      size: account.size,
      requests: capacity.requests / events,
      writeUnits: capacity.writeUnits / events,
      readUnits: capacity.readUnits / events,
      cpuMicros: cpu.toSorted((a, b) => a - b)[Math.floor(cpu.length / 2)] ?? 0,
    };
  });
  const [least] = bySize;
  const most = bySize.at(-1);
  if (least === undefined || most === undefined) throw new Error('Nothing was measured');
  const growth = {
    requests: most.requests / least.requests,
    writeUnits: most.writeUnits / least.writeUnits,
    readUnits: most.readUnits / least.readUnits,
    cpuMicros: most.cpuMicros / least.cpuMicros,
  };
  return { of, bySize, growth };
}
