import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import type { Change } from '../../functions/ports.ts';
import { createBalance } from '../../functions/use-cases/balances/create-balance.ts';
import { removeSharingMember } from '../../functions/use-cases/sharing/change-sharing-member.ts';
import { createSharingGroup } from '../../functions/use-cases/sharing/create-sharing-group.ts';
import { joinSharingGroup } from '../../functions/use-cases/sharing/join-sharing-group.ts';
import { loadGroup } from '../../functions/use-cases/sharing/load-group.ts';
import { onboardCustomer } from '../../functions/use-cases/subscriptions/onboard-customer.ts';
import { FAMILY_CATALOG, POLICY } from '../support/shops/family-shop.ts';
import { anaBuys, at, CATALOG, callAt, SITE } from '../support/shops/shop.ts';
import { allowed } from '../unit/subscription/contract.ts';
import { freshTable } from './fresh-table.ts';

const NOW = at('2026-03-10T13:30:00Z');
const { siteId } = SITE;

async function shopOnTable() {
  const connection = await freshTable();
  const commit = dynamoCommit(connection);
  await commit([
    { put: 'site', value: SITE },
    { put: 'siteClock', value: { siteId, now: NOW, target: null, waitingFor: null, version: 0 } },
    ...[...CATALOG, ...FAMILY_CATALOG].map(({ kind, object }): Change => {
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

test('five customers join at once, one of them at onboarding, while the owner is given money: nobody is lost', async () => {
  const call = callAt(NOW);
  const owner = allowed(await onboardCustomer(shop)(call, anaBuys({ plan: 'FAMILY_PHONE' })));
  const { customerId } = owner.customer;
  const { subscriptionId, balanceGroupId } = owner.subscription;
  const group = { name: 'Family', policy: POLICY, status: 'active' } as const;
  const created = allowed(await createSharingGroup(shop)(call, { customerId, subscriptionId, ...group }));
  const { groupId } = created.group;
  const buys = (index: number) =>
    anaBuys({ plan: 'USE_ONLY', identifier: `LINE-${index}` }, { email: `member-${index}@example.com` });
  const members: string[] = [];
  for (const index of [1, 2, 3, 4]) {
    members.push(allowed(await onboardCustomer(shop)(call, buys(index))).customer.customerId);
  }

  const cash = { resource: 'EUR', amount: '5', direction: 'credit', validity: 'infinite', note: 'Cash' } as const;
  const [newest] = await Promise.all([
    onboardCustomer(shop)(call, { ...buys(5), sharing: { groupId } }),
    ...members.map((member) => joinSharingGroup(shop)(call, { groupId, customerId: member, status: 'active' })),
    createBalance(shop)(call, { balanceGroupId, ...cash }),
  ]);
  members.push(allowed(newest).customer.customerId);

  const found = allowed(await loadGroup(shop, siteId, groupId));
  expect(found.group.members.map((one) => one.customerId).toSorted()).toEqual(members.toSorted());
  expect(found.record.version).toBe(1 + members.length);
  const { head } = found.owner.account;
  expect(verifyHead(head, head.tail)).toBeNull();
  expect([...head.buckets.values()].some(({ origin }) => origin.startsWith('top-up:'))).toBe(true);
  for (const { balanceGroupId: of } of found.group.members) {
    const account = await shop.ledgers.load(siteId, of);
    expect(account?.profile.memberships).toMatchObject([{ groupId, status: 'active' }]);
  }

  // Of two who take the same member out at once, one is told that it is done.
  const place = { groupId, customerId: members[0] ?? '' };
  const outcomes = await Promise.all([removeSharingMember(shop)(call, place), removeSharingMember(shop)(call, place)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});
