import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { numberInvoices } from '../../functions/use-cases/invoicing/number-invoices.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

const SITE = 'demo';
const WORKERS = 50;
const PER_WORKER = 2;
const NOW = Date.parse('2026-04-01T00:30:00Z');

let connection: Connection;

beforeAll(async () => {
  connection = await freshTable();
});

test("fifty workers number their bills at once, one bill is everybody's: no gap, no repeat, no worker gives up", async () => {
  const ports = {
    records: dynamoRecords(connection),
    siteTime: { site: async () => sample('site', SITE) },
    sequences: dynamoSequences(connection),
    commit: dynamoCommit(connection),
    randomId: () => randomUUID(),
  };
  const billOf = (number: number) => sample('bill', SITE, { billId: `${5000 + number}` });
  const numbered = await Promise.all(
    Array.from({ length: WORKERS }, (_, worker) => {
      const own = Array.from({ length: PER_WORKER }, (_unused, index) => billOf(1 + worker * PER_WORKER + index));
      return numberInvoices(ports, { siteId: SITE, now: NOW }, [...own, billOf(0)]);
    }),
  );
  const numbers = new Map(
    numbered.flatMap((invoices) => [...invoices].map(([billId, { number }]) => [billId, number])),
  );
  const count = WORKERS * PER_WORKER + 1;
  expect([...numbers.values()].map((number) => Number(number.slice(-6))).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: count }, (_, index) => index + 1),
  );
  const stored = (await ports.records.find('invoicesOfCustomer', SITE, { customerId: billOf(0).customerId })).items;
  expect(new Map(stored.map(({ billId, number }) => [billId, number]))).toEqual(numbers);
  expect(await ports.records.get('invoiceSequence', SITE, { year: '2026' })).toMatchObject({ last: count });
}, 120_000);
