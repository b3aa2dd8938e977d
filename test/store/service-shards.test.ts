import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PurchasedProduct, RatingProfile } from '../../domain/subscription/subscription.ts';
import { servicePart, shardOf } from '../../functions/adapters/dynamo/contract/service-shards.ts';
import { contractWith, discountNumber } from '../support/large-contract.ts';
import { type ContractTable, contractTable, needs } from './contract-table.ts';

let table: ContractTable;

beforeAll(async () => {
  table = await contractTable();
});

const isShard = (key: string): boolean => key.startsWith('services#');

describe('a change of five hundred services at once', () => {
  const charged = (profile: RatingProfile, through: number): RatingProfile => ({
    ...profile,
    purchases: profile.purchases.map((one) => ({ ...one, chargedThrough: through })),
  });
  const read = async (serviceIds: readonly string[]) =>
    (await table.forUsage.loadForUsage('demo', '62', needs({ serviceIds })))?.profile ?? expect.fail('no account');

  beforeAll(async () => {
    await table.open(contractWith('62', { services: 30 }));
    await table.sell('62', 30, 500);
  });

  test('is one transaction, in a few items', async () => {
    const before = await table.loaded('62');
    expect(await table.change(before, (profile) => charged(profile, 7))).toBe('done');
    expect(table.lastTransaction()).toHaveLength(18);
    const { profile } = await table.loaded('62');
    expect(profile).toEqual({ ...charged(before.profile, 7), version: before.profile.version + 1 });
    const usage = await read(['1007', '1450']);
    expect(usage.services.map(({ serviceId }) => serviceId)).toEqual(['1007', '1450']);
    expect(usage.purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([7, 7]);
  });

  test('and one service after it is one item again, which counts', async () => {
    await table.change(await table.loaded('62'), (profile) => ({
      ...profile,
      purchases: profile.purchases.map((one) => (one.serviceId === '1007' ? { ...one, chargedThrough: 8 } : one)),
    }));
    expect(table.lastTransaction()).toEqual(['head', 'profile', 'service#1007']);
    expect((await read(['1007', '1008'])).purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([8, 7]);
    const before = (await table.loaded('62')).profile;
    expect(before.purchases.map(({ chargedThrough }) => chargedThrough).filter((through) => through !== 7)).toEqual([
      8,
    ]);
    await table.change(await table.loaded('62'), (profile) => charged(profile, 9));
    expect((await read(['1007', '1008'])).purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([9, 9]);
  });

  test('is never seen in part', async () => {
    let isOver = false;
    const serviceIds = ['1000', '1111', '1222', '1333', '1444'];
    const readers = [0, 1, 2].map(async (place) => {
      let seen = 0;
      while (!isOver) {
        const { purchases } = place === 0 ? (await table.loaded('62')).profile : await read(serviceIds);
        expect(new Set(purchases.map(({ chargedThrough }) => chargedThrough)).size).toBe(1);
        seen += 1;
      }
      return seen;
    });
    for (let through = 10; through < 30; through++) {
      expect(await table.change(await table.loaded('62'), (profile) => charged(profile, through))).toBe('done');
    }
    isOver = true;
    expect(Math.min(...(await Promise.all(readers)))).toBeGreaterThan(5);
  });

  test('is read again when a shard is seen as it was before the commit that its header tells of', async () => {
    const before = await table.loaded('62');
    const keys = [...new Set(['1000', '1020', '1040'].map((id) => shardOf(servicePart(id))))];
    const old = await table.connection.client.send(
      new BatchGetCommand({
        RequestItems: { [table.connection.table]: { Keys: keys.map((sk) => ({ pk: 'demo#group#62', sk })) } },
      }),
    );
    expect(await table.change(before, (profile) => charged(profile, 99))).toBe('done');
    for (const missing of [false, true]) {
      let torn = 0;
      table.answerInstead = (command, answer) => {
        if (!(command instanceof BatchGetCommand) || torn++ > 0) return answer;
        const Items = missing ? [] : (old.Responses?.[table.connection.table] ?? []);
        return { ...answer, Responses: { [table.connection.table]: Items } };
      };
      const { purchases } = await read(['1000', '1020', '1040']);
      table.answerInstead = null;
      expect(torn).toBe(2);
      expect(purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([99, 99, 99]);
    }
  });

  test('is read again as a whole, too, when no shard is seen yet that its header tells of', async () => {
    await table.open(contractWith('63', { services: 30 }));
    await table.sell('63', 30, 40);
    await table.sell('63', 40, 60);
    expect((await table.items('63')).filter(isShard)).toEqual([]);
    const before = await table.loaded('63');
    expect(await table.change(before, (profile) => charged(profile, 7))).toBe('done');
    let torn = 0;
    table.answerInstead = (command, answer) => {
      if (!(command instanceof QueryCommand) || !command.input.KeyConditionExpression?.includes('sk >')) return answer;
      if (torn++ > 0) return answer;
      return { ...answer, Items: (answer as { Items: { sk: string }[] }).Items.filter(({ sk }) => !isShard(sk)) };
    };
    const { purchases } = (await table.loaded('63')).profile;
    table.answerInstead = null;
    expect(torn).toBe(2);
    expect(new Set(purchases.map(({ chargedThrough }) => chargedThrough))).toEqual(new Set([7]));
  });

  test('is read again when a service changed after it and is not seen by itself yet', async () => {
    const before = await table.open(contractWith('65', { services: 60 }));
    expect((await table.items('65')).filter((key) => key.startsWith('service#'))).toEqual([]);
    const ofOne = (one: PurchasedProduct) => (one.serviceId === '1007' ? { ...one, chargedThrough: 8 } : one);
    expect(await table.change(before, (profile) => ({ ...profile, purchases: profile.purchases.map(ofOne) }))).toBe(
      'done',
    );
    let torn = 0;
    table.answerInstead = (command, answer) => {
      if (!(command instanceof BatchGetCommand) || torn++ > 0) return answer;
      const { Responses = {} } = answer as { Responses?: Record<string, { sk: string }[]> };
      const found = Responses[table.connection.table] ?? [];
      return { ...answer, Responses: { [table.connection.table]: found.filter(({ sk }) => isShard(sk)) } };
    };
    const usage = await table.forUsage.loadForUsage('demo', '65', needs({ serviceIds: ['1007'] }));
    table.answerInstead = null;
    expect(usage?.profile.purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([8]);
    expect(torn).toBe(2);
  });

  test('brings no discounts but those of the services asked for', async () => {
    const discounts = Array.from({ length: 40 }, (_, index) => discountNumber(index, `${1 + (index % 20)}`));
    const before = await table.open({ ...contractWith('64', { services: 60 }), discounts });
    expect(await table.change(before, (profile) => charged(profile, 7))).toBe('done');
    table.sent.length = 0;
    const asked = needs({ serviceIds: ['1007'] });
    const usage = (await table.forUsage.loadForUsage('demo', '64', asked))?.profile;
    expect(usage?.discounts?.map(({ subscriptionId }) => subscriptionId)).toEqual(['1', '1']);
    expect(table.sent.map((command) => command.constructor)).toEqual([QueryCommand, BatchGetCommand, BatchGetCommand]);
  });
});
