import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { CatalogObject } from '../../domain/catalog/compile-price-book.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import type { Change } from '../../functions/ports.ts';
import { allItems } from '../../functions/use-cases/every-item.ts';
import { makeVouchers } from '../../functions/use-cases/promotions/make-vouchers.ts';
import { applyVouchers } from '../../functions/use-cases/subscriptions/apply-vouchers.ts';
import { onboardCustomer } from '../../functions/use-cases/subscriptions/onboard-customer.ts';
import { anaBuys, at, CATALOG, callAt, SITE } from '../support/shops/shop.ts';
import { ADD_ONS, batchOf } from '../support/shops/voucher-shop.ts';
import { allowed } from '../unit/subscription/contract.ts';
import { freshTable } from './fresh-table.ts';

const NOW = at('2026-03-10T13:30:00Z');
const { siteId } = SITE;
const BATCHES = [
  batchOf({ template: 'XMAS-######', quantity: 200 }),
  batchOf({ code: 'LAST', template: 'LAST-#', quantity: 1, bundle: 'MONEY_10' }),
];

async function shopOnTable() {
  const connection = await freshTable();
  const commit = dynamoCommit(connection);
  const batches = BATCHES.map((object): CatalogObject => ({ kind: 'voucherBatch', object }));
  await commit([
    { put: 'site', value: SITE },
    { put: 'siteClock', value: { siteId, now: NOW, target: null, waitingFor: null, version: 0 } },
    ...[...CATALOG, ...ADD_ONS, ...batches].map(({ kind, object }): Change => {
      return { put: 'catalog', value: { siteId, kind, code: object.code, object, version: 0 } };
    }),
  ]);
  return {
    records: dynamoRecords(connection),
    ledgers: dynamoLedgers(connection.client, connection.table),
    priceBooks: dynamoPriceBooks(connection),
    siteTime: dynamoSiteTime(connection),
    systemTime: () => NOW,
    sequences: dynamoSequences(connection),
    randomId: () => randomUUID(),
    commit,
  };
}

let shop: Awaited<ReturnType<typeof shopOnTable>>;
beforeAll(async () => {
  shop = await shopOnTable();
});

test('two workers who make the codes of a batch at once make each of them once', async () => {
  const made = await Promise.all([makeVouchers(shop)({ siteId }, 'XMAS'), makeVouchers(shop)({ siteId }, 'XMAS')]);
  expect(made.map((one) => allowed(one).made)).toEqual([200, 200]);
  const vouchers = await allItems(shop, 'vouchersOfBatch', siteId, { batch: 'XMAS' });
  expect(vouchers.map(({ serial }) => serial)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(new Set(vouchers.map(({ code }) => code)).size).toBe(200);
});

test('of eight customers who want the last use of a code at once, one gets it and the others nothing', async () => {
  allowed(await makeVouchers(shop)({ siteId }, 'LAST'));
  const customers = [];
  for (let index = 1; index <= 8; index++) {
    const buys = anaBuys({ identifier: `LINE-${index}` }, { email: `c${index}@example.com` });
    customers.push(allowed(await onboardCustomer(shop)(callAt(NOW), buys)).subscription);
  }
  const results = await Promise.all(
    customers.map(({ subscriptionId }) =>
      applyVouchers(shop)({ ...callAt(NOW), actor: `clerk-${subscriptionId}` }, { subscriptionId, codes: ['last-1'] }),
    ),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(results.flatMap((one) => (one.ok ? [] : one.error.code)))).toEqual(new Set(['code.exhausted']));
  expect(await shop.records.get('voucher', siteId, { code: 'LAST-1' })).toMatchObject({ uses: 1, status: 'used' });
  expect(await allItems(shop, 'redemptionsOfVoucher', siteId, { code: 'LAST-1' })).toHaveLength(1);
  const inHand = await Promise.all(
    customers.map(async ({ balanceGroupId }) => {
      const account = await shop.ledgers.load(siteId, balanceGroupId);
      return account?.profile.purchases.filter(({ product }) => product === 'TEN_EUROS').length;
    }),
  );
  expect(inHand.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
});

test('of forty guesses at once in one name, five are looked at', async () => {
  const buys = anaBuys({ identifier: 'LINE-G' }, { email: 'guess@example.com' });
  const { subscriptionId } = allowed(await onboardCustomer(shop)(callAt(NOW), buys)).subscription;
  const call = { ...callAt(NOW), actor: 'guesser' };
  const results = await Promise.all(
    Array.from({ length: 40 }, (_, index) => applyVouchers(shop)(call, { subscriptionId, codes: [`NONE-${index}`] })),
  );
  const answers = results.map((result) => (result.ok ? 'used' : result.error.code));
  expect(answers.filter((code) => code === 'code.unknown')).toHaveLength(5);
  expect(answers.filter((code) => code === 'code.too_many_attempts')).toHaveLength(35);
});
