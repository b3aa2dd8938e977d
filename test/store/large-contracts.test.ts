import { randomBytes } from 'node:crypto';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { CommitTooLarge } from '../../functions/adapters/dynamo/commit-too-large.ts';
import type { UsageNeeds } from '../../functions/ports.ts';
import { contractWith, discountNumber, feeNumber, serviceNumber } from '../support/large-contract.ts';
import { APRIL, MARCH } from '../support/usage-world.ts';
import { type ContractTable, contractTable, DAY, needs } from './contract-table.ts';

let table: ContractTable;

beforeAll(async () => {
  table = await contractTable();
});

test('a small contract is one item and comes whole in one request, for whatever it is read', async () => {
  const contract = contractWith('10', { services: 32, fees: 32, discounts: 20 });
  await table.open(contract);
  expect(await table.items('10')).toEqual(['head', 'profile']);
  table.sent.length = 0;
  expect((await table.loaded('10')).profile).toEqual({ ...contract, version: 1 });
  expect((await table.forUsage.loadForUsage('demo', '10', needs()))?.profile).toEqual({ ...contract, version: 1 });
  expect(table.sent).toHaveLength(2);
});

describe('a contract of two hundred services', () => {
  beforeAll(async () => {
    await table.open(contractWith('20', { services: 30, fees: 5, discounts: 3 }));
    await table.sell('20', 30, 200);
  });

  test('comes back whole as it was put', async () => {
    const { services, purchases, discounts } = (await table.loaded('20')).profile;
    const { fees, ...expected } = { fees: 5, ...contractWith('20', { services: 200, discounts: 3 }) };
    expect(services).toEqual(expected.services);
    expect(discounts).toEqual(expected.discounts);
    const paid = Array.from({ length: fees }, (_, index) => feeNumber(index));
    expect(purchases).toEqual([...expected.purchases.slice(0, 30), ...paid, ...expected.purchases.slice(30)]);
  });

  test('gives usage the services asked for, in two requests', async () => {
    table.sent.length = 0;
    const asked = needs({ serviceIds: ['1007', '1150'] });
    const { head, profile } = (await table.forUsage.loadForUsage('demo', '20', asked)) ?? expect.fail('no account');
    expect(table.sent.map((command) => command.constructor)).toEqual([QueryCommand, BatchGetCommand]);
    expect(head).toEqual((await table.loaded('20')).head);
    expect(profile).toEqual({
      ...(await table.loaded('20')).profile,
      services: [serviceNumber(7).service, serviceNumber(150).service],
      purchases: [serviceNumber(7).purchase, serviceNumber(150).purchase],
    });
  });

  test('gives more services than one request can ask for', async () => {
    const serviceIds = Array.from({ length: 200 }, (_, index) => `${1000 + index}`);
    const { profile } =
      (await table.forUsage.loadForUsage('demo', '20', needs({ serviceIds }))) ?? expect.fail('no account');
    expect(profile.services).toEqual((await table.loaded('20')).profile.services);
  });

  test('leaves out a service that it does not have', async () => {
    const asked = needs({ serviceIds: ['1007', '9999'] });
    expect((await table.forUsage.loadForUsage('demo', '20', asked))?.profile.services).toEqual([
      serviceNumber(7).service,
    ]);
  });

  test('is written where it changed and nowhere else', async () => {
    await table.change(await table.loaded('20'), (profile) => ({ ...profile, status: 'inactive' }));
    expect(table.lastTransaction()).toEqual(['head', 'profile']);
    await table.change(await table.loaded('20'), (profile) => ({
      ...profile,
      status: 'active',
      services: profile.services.map((one) => (one.serviceId === '1042' ? { ...one, status: 'inactive' } : one)),
    }));
    expect(table.lastTransaction()).toEqual(['head', 'profile', 'service#1042']);
    await table.change(await table.loaded('20'), (profile) => ({
      ...profile,
      purchases: profile.purchases.map((one) => (one.product === 'fee' ? { ...one, chargedThrough: 1 } : one)),
    }));
    expect(table.lastTransaction()).toEqual(['head', 'profile', 'fees#fee#0']);
    await table.change(await table.loaded('20'), (profile) => ({
      ...profile,
      purchases: profile.purchases.map((one) => (one.product === 'fee' ? { ...one, status: 'expired' } : one)),
    }));
    expect(table.lastTransaction()).toEqual(['head', 'profile', 'fees-past#fee#0', '- fees#fee#0']);
    expect((await table.loaded('20')).profile.purchases.filter(({ status }) => status === 'expired')).toHaveLength(5);
  });
});

test('grants that are still to come are read when a cycle is not opened yet, or a start is past', async () => {
  const later = { ...feeNumber(90, 'units'), status: 'pending' as const, validFrom: MARCH.from + 20 * DAY };
  const contract = contractWith('30', { services: 33, fees: 4 });
  const purchases = [
    ...contract.purchases,
    feeNumber(80, 'units'),
    { ...feeNumber(81, 'units'), status: 'cancelled' as const },
    later,
  ];
  await table.open({ ...contract, purchases });
  const bought = async (more: Partial<UsageNeeds>) => {
    const asked = needs({ isGrant: (product) => product === 'units', ...more });
    return (await table.forUsage.loadForUsage('demo', '30', asked))?.profile.purchases.map(
      ({ purchaseId }) => purchaseId,
    );
  };
  expect(await bought({ latest: later.validFrom - 1 })).toEqual([]);
  expect(await bought({ latest: later.validFrom })).toEqual(['f80', 'f90']);
  expect(await bought({ latest: APRIL.from })).toEqual(['f80', 'f90']);
  expect(await bought({ latest: APRIL.from, isGrant: () => false })).toEqual([]);
});

describe('many discounts', () => {
  const ended = (index: number, validTo: number, subscriptionId = '1') => ({
    ...discountNumber(index, subscriptionId),
    status: 'expired' as const,
    validTo,
  });
  beforeAll(async () => {
    const contract = contractWith('40', { services: 33 });
    const sharingGroups = [
      {
        groupId: 'g',
        name: 'Family',
        subscriptionId: '2',
        policy: { name: 'All', discounts: ['D200'] },
        status: 'active' as const,
        members: [],
        from: MARCH.from,
        to: APRIL.to,
      },
    ];
    const discounts = [
      discountNumber(100),
      discountNumber(200, '2'),
      ...Array.from({ length: 40 }, (_, index) => ended(index, MARCH.from + 5 * DAY)),
    ];
    await table.open({ ...contract, sharingGroups, discounts });
  });
  const read = async (more: Partial<UsageNeeds>) =>
    (await table.forUsage.loadForUsage('demo', '40', needs(more)))?.profile.discounts?.map(({ discount }) => discount);

  test('come with the services of their subscription, ended ones for late usage only', async () => {
    expect(await read({ serviceIds: ['1001'], earliest: MARCH.from + 5 * DAY })).toEqual(['D100']);
    expect(await read({ serviceIds: ['1001'], earliest: MARCH.from + 5 * DAY - 1 })).toHaveLength(41);
    expect(await read({ serviceIds: ['1011'] })).toEqual(['D200']);
    expect(await read({ serviceIds: ['1021'] })).toEqual([]);
  });

  test('of the groups that are owned come for an owner', async () => {
    expect(await read({ asOwner: true })).toEqual(['D200']);
    expect(await read({})).toEqual([]);
  });
});

test('what does not fit into one commit is refused before anything is written', async () => {
  const before = await table.open(contractWith('60', { services: 40 }));
  // Nothing deflates less than chance.
  const noise = () => randomBytes(100_000).toString('base64');
  const grow = table.change(before, (profile) => ({
    ...profile,
    services: profile.services.map((one) => ({ ...one, identifier: noise() })),
  }));
  await expect(grow).rejects.toThrow(CommitTooLarge);
  expect(await table.loaded('60')).toEqual(before);
});

test('a contract that is changed from another version than was read is a mistake', async () => {
  const { head, profile } = await table.open(contractWith('61', { services: 40 }));
  const wrong = dynamoCommit(table.connection)([
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: profile, before: null },
  ]);
  await expect(wrong).rejects.toThrow('another version');
});
