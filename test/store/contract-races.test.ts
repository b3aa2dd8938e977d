import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { contractWith, serviceNumber } from '../support/large-contract.ts';
import { type ContractTable, contractTable, needs } from './contract-table.ts';

let table: ContractTable;

beforeAll(async () => {
  table = await contractTable();
});

describe('reads beside a commit', () => {
  /** Whatever is read of version n says n everywhere. */
  const marked = (profile: RatingProfile, mark: number): RatingProfile => ({
    ...profile,
    name: `${mark}`,
    purchases: profile.purchases.map((one) => ({ ...one, quantity: `${mark}` })),
  });
  const serviceIds = ['1000', '1020', '1040'];
  const marksOf = ({ name, purchases }: RatingProfile) => [name, ...purchases.map(({ quantity }) => quantity)];

  test('never mix two versions of a contract', async () => {
    let account = await table.open(marked(contractWith('50', { services: 60 }), 0));
    let isOver = false;
    let reads = 0;
    const readers = Array.from({ length: 4 }, async (_, place) => {
      while (!isOver) {
        reads += 1;
        if (place === 0) expect(new Set(marksOf((await table.loaded('50')).profile)).size).toBe(1);
        else {
          const { profile } =
            (await table.forUsage.loadForUsage('demo', '50', needs({ serviceIds }))) ?? expect.fail('no account');
          expect(new Set(marksOf(profile)).size).toBe(1);
        }
      }
    });
    for (let mark = 1; mark <= 60; mark++) {
      // Also over the edge between large and small, and back.
      const size = mark % 5 === 4 ? 20 : 60;
      const services = Array.from({ length: size }, (_, index) => serviceNumber(index));
      const outcome = await table.change(account, (profile) =>
        marked(
          {
            ...profile,
            services: services.map(({ service }) => service),
            purchases: services.map(({ purchase }) => purchase),
          },
          mark,
        ),
      );
      expect(outcome).toBe('done');
      account = await table.loaded('50');
    }
    isOver = true;
    await Promise.all(readers);
    expect(reads).toBeGreaterThan(60);
    expect(account.profile.name).toBe('60');
  });

  test('are repeated when a part is seen as it was before the commit that its header tells of', async () => {
    const serviceIds = ['1000', '1020', '1030'];
    const before = await table.open(marked(contractWith('51', { services: 40 }), 0));
    const stale = new Map<unknown, object>();
    await table.forUsage.loadForUsage('demo', '51', needs({ serviceIds }));
    const old = await table.connection.client.send(
      new BatchGetCommand({
        RequestItems: {
          [table.connection.table]: { Keys: serviceIds.map((id) => ({ pk: 'demo#group#51', sk: `service#${id}` })) },
        },
      }),
    );
    for (const item of old.Responses?.[table.connection.table] ?? []) stale.set(item['sk'], item);
    expect(await table.change(before, (profile) => marked(profile, 1))).toBe('done');

    for (const missing of [false, true]) {
      let torn = 0;
      table.answerInstead = (command, answer) => {
        if (!(command instanceof BatchGetCommand) || torn++ > 0) return answer;
        const Items = missing ? [] : [...stale.values()];
        return { ...answer, Responses: { [table.connection.table]: Items } };
      };
      const account = await table.forUsage.loadForUsage('demo', '51', needs({ serviceIds }));
      table.answerInstead = null;
      expect(torn).toBe(2);
      expect(marksOf(account?.profile ?? before.profile)).toEqual(['1', '1', '1', '1']);
    }

    let torn = 0;
    table.answerInstead = (command, answer) => {
      if (!(command instanceof QueryCommand) || !command.input.KeyConditionExpression?.includes('sk >')) return answer;
      if (torn++ > 0) return answer;
      const Items = (answer as { Items: { sk: string }[] }).Items.map((item) => stale.get(item.sk) ?? item);
      return { ...answer, Items };
    };
    const { profile } = await table.loaded('51');
    table.answerInstead = null;
    expect(torn).toBe(2);
    expect(marksOf(profile)).toEqual(Array.from({ length: 41 }, () => '1'));
  });
});
