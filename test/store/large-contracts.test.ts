import { randomBytes } from 'node:crypto';
import { BatchGetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { CommitTooLarge } from '../../functions/adapters/dynamo/commit-too-large.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoLedgers, dynamoUsageLedgers } from '../../functions/adapters/dynamo/ledger-store.ts';
import { servicePart, shardOf } from '../../functions/adapters/dynamo/service-shards.ts';
import type { Account, CommitOutcome, Ledgers, UsageLedgers, UsageNeeds } from '../../functions/ports.ts';
import { contractWith, discountNumber, feeNumber, serviceNumber } from '../support/large-contract.ts';
import { APRIL, MARCH, newHead } from '../support/usage-world.ts';
import { freshTable } from './fresh-table.ts';

let connection: Connection;
let ledgers: Ledgers;
let forUsage: UsageLedgers;
/** Every command that was sent, oldest first. */
const sent: object[] = [];
/** Plays a table that answers otherwise than it should, once. */
let answerInstead: ((command: object, answer: object) => object) | null = null;

beforeAll(async () => {
  const { client, table } = await freshTable();
  const watched = new Proxy(client, {
    get: (target, name, receiver) =>
      name !== 'send'
        ? Reflect.get(target, name, receiver)
        : async (command: Parameters<typeof target.send>[0]) => {
            sent.push(command);
            const answer = await target.send(command);
            return answerInstead === null ? answer : answerInstead(command, answer);
          },
  });
  connection = { client: watched, table };
  ledgers = dynamoLedgers(watched, table);
  forUsage = dynamoUsageLedgers(watched, table);
});

const DAY = 86_400_000;
const needs = (more: Partial<UsageNeeds> = {}): UsageNeeds => ({
  serviceIds: [],
  asOwner: false,
  earliest: MARCH.from,
  latest: MARCH.from + DAY,
  isGrant: () => true,
  ...more,
});

async function open(contract: RatingProfile): Promise<Account> {
  const head = newHead(contract.balanceGroupId);
  const outcome = await dynamoCommit(connection)([
    { put: 'ledger', value: { before: null, after: head } },
    { put: 'ratingProfile', value: contract, before: null },
  ]);
  expect(outcome).toBe('done');
  return loaded(contract.balanceGroupId);
}

async function loaded(group: string): Promise<Account> {
  return (await ledgers.load('demo', group)) ?? expect.fail(`no account ${group}`);
}

const change = ({ head, profile }: Account, to: (profile: RatingProfile) => RatingProfile): Promise<CommitOutcome> =>
  dynamoCommit(connection)([
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: to(profile), before: profile },
  ]);

/** Adds what one transaction takes, again and again, as sales do. */
async function sell(group: string, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += 40) {
    const sold = Array.from({ length: Math.min(40, to - first) }, (_, index) => serviceNumber(first + index));
    const outcome = await change(await loaded(group), (profile) => ({
      ...profile,
      services: [...profile.services, ...sold.map(({ service }) => service)],
      purchases: [...profile.purchases, ...sold.map(({ purchase }) => purchase)],
    }));
    expect(outcome).toBe('done');
  }
}

const items = async (group: string): Promise<readonly string[]> => {
  const { Items = [] } = await connection.client.send(
    new QueryCommand({
      TableName: connection.table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `demo#group#${group}` },
    }),
  );
  return Items.map(({ sk }) => `${sk}`);
};

const lastTransaction = (): readonly string[] => {
  const command = sent.findLast((one) => one instanceof TransactWriteCommand);
  return (command?.input.TransactItems ?? []).map(({ Put, Delete }) =>
    Put === undefined ? `- ${Delete?.Key?.['sk']}` : `${Put.Item?.['sk']}`,
  );
};

test('a small contract is one item and comes whole in one request, for whatever it is read', async () => {
  const contract = contractWith('10', { services: 32, fees: 32, discounts: 20 });
  await open(contract);
  expect(await items('10')).toEqual(['head', 'profile']);
  sent.length = 0;
  expect((await loaded('10')).profile).toEqual({ ...contract, version: 1 });
  expect((await forUsage.loadForUsage('demo', '10', needs()))?.profile).toEqual({ ...contract, version: 1 });
  expect(sent).toHaveLength(2);
});

describe('a contract of two hundred services', () => {
  beforeAll(async () => {
    await open(contractWith('20', { services: 30, fees: 5, discounts: 3 }));
    await sell('20', 30, 200);
  });

  test('comes back whole as it was put', async () => {
    const { services, purchases, discounts } = (await loaded('20')).profile;
    const { fees, ...expected } = { fees: 5, ...contractWith('20', { services: 200, discounts: 3 }) };
    expect(services).toEqual(expected.services);
    expect(discounts).toEqual(expected.discounts);
    const paid = Array.from({ length: fees }, (_, index) => feeNumber(index));
    expect(purchases).toEqual([...expected.purchases.slice(0, 30), ...paid, ...expected.purchases.slice(30)]);
  });

  test('gives usage the services asked for, in two requests', async () => {
    sent.length = 0;
    const asked = needs({ serviceIds: ['1007', '1150'] });
    const { head, profile } = (await forUsage.loadForUsage('demo', '20', asked)) ?? expect.fail('no account');
    expect(sent.map((command) => command.constructor)).toEqual([QueryCommand, BatchGetCommand]);
    expect(head).toEqual((await loaded('20')).head);
    expect(profile).toEqual({
      ...(await loaded('20')).profile,
      services: [serviceNumber(7).service, serviceNumber(150).service],
      purchases: [serviceNumber(7).purchase, serviceNumber(150).purchase],
    });
  });

  test('gives more services than one request can ask for', async () => {
    const serviceIds = Array.from({ length: 200 }, (_, index) => `${1000 + index}`);
    const { profile } = (await forUsage.loadForUsage('demo', '20', needs({ serviceIds }))) ?? expect.fail('no account');
    expect(profile.services).toEqual((await loaded('20')).profile.services);
  });

  test('leaves out a service that it does not have', async () => {
    const asked = needs({ serviceIds: ['1007', '9999'] });
    expect((await forUsage.loadForUsage('demo', '20', asked))?.profile.services).toEqual([serviceNumber(7).service]);
  });

  test('is written where it changed and nowhere else', async () => {
    await change(await loaded('20'), (profile) => ({ ...profile, status: 'inactive' }));
    expect(lastTransaction()).toEqual(['head', 'profile']);
    await change(await loaded('20'), (profile) => ({
      ...profile,
      status: 'active',
      services: profile.services.map((one) => (one.serviceId === '1042' ? { ...one, status: 'inactive' } : one)),
    }));
    expect(lastTransaction()).toEqual(['head', 'profile', 'service#1042']);
    await change(await loaded('20'), (profile) => ({
      ...profile,
      purchases: profile.purchases.map((one) => (one.product === 'fee' ? { ...one, chargedThrough: 1 } : one)),
    }));
    expect(lastTransaction()).toEqual(['head', 'profile', 'fees#fee#0']);
    await change(await loaded('20'), (profile) => ({
      ...profile,
      purchases: profile.purchases.map((one) => (one.product === 'fee' ? { ...one, status: 'expired' } : one)),
    }));
    expect(lastTransaction()).toEqual(['head', 'profile', 'fees-past#fee#0', '- fees#fee#0']);
    expect((await loaded('20')).profile.purchases.filter(({ status }) => status === 'expired')).toHaveLength(5);
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
  await open({ ...contract, purchases });
  const bought = async (more: Partial<UsageNeeds>) => {
    const asked = needs({ isGrant: (product) => product === 'units', ...more });
    return (await forUsage.loadForUsage('demo', '30', asked))?.profile.purchases.map(({ purchaseId }) => purchaseId);
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
    await open({ ...contract, sharingGroups, discounts });
  });
  const read = async (more: Partial<UsageNeeds>) =>
    (await forUsage.loadForUsage('demo', '40', needs(more)))?.profile.discounts?.map(({ discount }) => discount);

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
    let account = await open(marked(contractWith('50', { services: 60 }), 0));
    let isOver = false;
    let reads = 0;
    const readers = Array.from({ length: 4 }, async (_, place) => {
      while (!isOver) {
        reads += 1;
        if (place === 0) expect(new Set(marksOf((await loaded('50')).profile)).size).toBe(1);
        else {
          const { profile } =
            (await forUsage.loadForUsage('demo', '50', needs({ serviceIds }))) ?? expect.fail('no account');
          expect(new Set(marksOf(profile)).size).toBe(1);
        }
      }
    });
    for (let mark = 1; mark <= 60; mark++) {
      // Also over the edge between large and small, and back.
      const size = mark % 5 === 4 ? 20 : 60;
      const services = Array.from({ length: size }, (_, index) => serviceNumber(index));
      const outcome = await change(account, (profile) =>
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
      account = await loaded('50');
    }
    isOver = true;
    await Promise.all(readers);
    expect(reads).toBeGreaterThan(60);
    expect(account.profile.name).toBe('60');
  });

  test('are repeated when a part is seen as it was before the commit that its header tells of', async () => {
    const serviceIds = ['1000', '1020', '1030'];
    const before = await open(marked(contractWith('51', { services: 40 }), 0));
    const stale = new Map<unknown, object>();
    await forUsage.loadForUsage('demo', '51', needs({ serviceIds }));
    const old = await connection.client.send(
      new BatchGetCommand({
        RequestItems: {
          [connection.table]: { Keys: serviceIds.map((id) => ({ pk: 'demo#group#51', sk: `service#${id}` })) },
        },
      }),
    );
    for (const item of old.Responses?.[connection.table] ?? []) stale.set(item['sk'], item);
    expect(await change(before, (profile) => marked(profile, 1))).toBe('done');

    for (const missing of [false, true]) {
      let torn = 0;
      answerInstead = (command, answer) => {
        if (!(command instanceof BatchGetCommand) || torn++ > 0) return answer;
        const Items = missing ? [] : [...stale.values()];
        return { ...answer, Responses: { [connection.table]: Items } };
      };
      const account = await forUsage.loadForUsage('demo', '51', needs({ serviceIds }));
      answerInstead = null;
      expect(torn).toBe(2);
      expect(marksOf(account?.profile ?? before.profile)).toEqual(['1', '1', '1', '1']);
    }

    let torn = 0;
    answerInstead = (command, answer) => {
      if (!(command instanceof QueryCommand) || !command.input.KeyConditionExpression?.includes('sk >')) return answer;
      if (torn++ > 0) return answer;
      const Items = (answer as { Items: { sk: string }[] }).Items.map((item) => stale.get(item.sk) ?? item);
      return { ...answer, Items };
    };
    const { profile } = await loaded('51');
    answerInstead = null;
    expect(torn).toBe(2);
    expect(marksOf(profile)).toEqual(Array.from({ length: 41 }, () => '1'));
  });
});

describe('a change of five hundred services at once', () => {
  const charged = (profile: RatingProfile, through: number): RatingProfile => ({
    ...profile,
    purchases: profile.purchases.map((one) => ({ ...one, chargedThrough: through })),
  });
  const read = async (serviceIds: readonly string[]) =>
    (await forUsage.loadForUsage('demo', '62', needs({ serviceIds })))?.profile ?? expect.fail('no account');

  beforeAll(async () => {
    await open(contractWith('62', { services: 30 }));
    await sell('62', 30, 500);
  });

  test('is one transaction, in a few items', async () => {
    const before = await loaded('62');
    expect(await change(before, (profile) => charged(profile, 7))).toBe('done');
    expect(lastTransaction()).toHaveLength(18);
    const { profile } = await loaded('62');
    expect(profile).toEqual({ ...charged(before.profile, 7), version: before.profile.version + 1 });
    const usage = await read(['1007', '1450']);
    expect(usage.services.map(({ serviceId }) => serviceId)).toEqual(['1007', '1450']);
    expect(usage.purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([7, 7]);
  });

  test('and one service after it is one item again, which counts', async () => {
    await change(await loaded('62'), (profile) => ({
      ...profile,
      purchases: profile.purchases.map((one) => (one.serviceId === '1007' ? { ...one, chargedThrough: 8 } : one)),
    }));
    expect(lastTransaction()).toEqual(['head', 'profile', 'service#1007']);
    expect((await read(['1007', '1008'])).purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([8, 7]);
    const before = (await loaded('62')).profile;
    expect(before.purchases.map(({ chargedThrough }) => chargedThrough).filter((through) => through !== 7)).toEqual([
      8,
    ]);
    await change(await loaded('62'), (profile) => charged(profile, 9));
    expect((await read(['1007', '1008'])).purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([9, 9]);
  });

  test('is never seen in part', async () => {
    let isOver = false;
    const serviceIds = ['1000', '1111', '1222', '1333', '1444'];
    const readers = [0, 1, 2].map(async (place) => {
      let seen = 0;
      while (!isOver) {
        const { purchases } = place === 0 ? (await loaded('62')).profile : await read(serviceIds);
        expect(new Set(purchases.map(({ chargedThrough }) => chargedThrough)).size).toBe(1);
        seen += 1;
      }
      return seen;
    });
    for (let through = 10; through < 30; through++) {
      expect(await change(await loaded('62'), (profile) => charged(profile, through))).toBe('done');
    }
    isOver = true;
    expect(Math.min(...(await Promise.all(readers)))).toBeGreaterThan(5);
  });

  test('is read again when a shard is seen as it was before the commit that its header tells of', async () => {
    const before = await loaded('62');
    const keys = [...new Set(['1000', '1020', '1040'].map((id) => shardOf(servicePart(id))))];
    const old = await connection.client.send(
      new BatchGetCommand({
        RequestItems: { [connection.table]: { Keys: keys.map((sk) => ({ pk: 'demo#group#62', sk })) } },
      }),
    );
    expect(await change(before, (profile) => charged(profile, 99))).toBe('done');
    for (const missing of [false, true]) {
      let torn = 0;
      answerInstead = (command, answer) => {
        if (!(command instanceof BatchGetCommand) || torn++ > 0) return answer;
        const Items = missing ? [] : (old.Responses?.[connection.table] ?? []);
        return { ...answer, Responses: { [connection.table]: Items } };
      };
      const { purchases } = await read(['1000', '1020', '1040']);
      answerInstead = null;
      expect(torn).toBe(2);
      expect(purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([99, 99, 99]);
    }
  });
});

test('what does not fit into one commit is refused before anything is written', async () => {
  const before = await open(contractWith('60', { services: 40 }));
  // Nothing deflates less than chance.
  const noise = () => randomBytes(100_000).toString('base64');
  const grow = change(before, (profile) => ({
    ...profile,
    services: profile.services.map((one) => ({ ...one, identifier: noise() })),
  }));
  await expect(grow).rejects.toThrow(CommitTooLarge);
  expect(await loaded('60')).toEqual(before);
});

test('a contract that is changed from another version than was read is a mistake', async () => {
  const { head, profile } = await open(contractWith('61', { services: 40 }));
  const wrong = dynamoCommit(connection)([
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: profile, before: null },
  ]);
  await expect(wrong).rejects.toThrow('another version');
});
