import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoLedgers, dynamoUsageLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import type { Account, CommitOutcome, UsageLedgers, UsageNeeds } from '../../functions/ports.ts';
import { serviceNumber } from '../support/large-contract.ts';
import { MARCH, newHead } from '../support/usage-world.ts';
import { freshTable } from './fresh-table.ts';

export const DAY = 86_400_000;

export const needs = (more: Partial<UsageNeeds> = {}): UsageNeeds => ({
  serviceIds: [],
  asOwner: false,
  earliest: MARCH.from,
  latest: MARCH.from + DAY,
  isGrant: () => true,
  ...more,
});

/** A table with contracts in it, whose traffic can be watched. */
export type ContractTable = {
  readonly connection: Connection;
  readonly forUsage: UsageLedgers;
  /** Every command that was sent, oldest first. */
  readonly sent: object[];
  /** Plays a table that answers otherwise than it should. */
  answerInstead: ((command: object, answer: object) => object) | null;
  readonly open: (contract: RatingProfile) => Promise<Account>;
  readonly loaded: (group: string) => Promise<Account>;
  readonly change: (account: Account, to: (profile: RatingProfile) => RatingProfile) => Promise<CommitOutcome>;
  /** Adds what one transaction takes, again and again, as sales do. */
  readonly sell: (group: string, from: number, to: number) => Promise<void>;
  /** Sort keys of a group's items. */
  readonly items: (group: string) => Promise<readonly string[]>;
  /** Sort keys that the last transaction wrote, and deleted after a minus. */
  readonly lastTransaction: () => readonly string[];
};

export async function contractTable(): Promise<ContractTable> {
  const { client, table: name } = await freshTable();
  const sent: object[] = [];
  const watched = new Proxy(client, {
    get: (target, name, receiver) =>
      name !== 'send'
        ? Reflect.get(target, name, receiver)
        : async (command: Parameters<typeof target.send>[0]) => {
            sent.push(command);
            const answer = await target.send(command);
            return table.answerInstead === null ? answer : table.answerInstead(command, answer);
          },
  });
  const connection = { client: watched, table: name };
  const ledgers = dynamoLedgers(watched, name);
  const commit = dynamoCommit(connection);

  const loaded: ContractTable['loaded'] = async (group) =>
    (await ledgers.load('demo', group)) ?? expect.fail(`no account ${group}`);
  const change: ContractTable['change'] = ({ head, profile }, to) =>
    commit([
      { put: 'ledger', value: { before: head, after: head } },
      { put: 'ratingProfile', value: to(profile), before: profile },
    ]);

  const table: ContractTable = {
    connection,
    forUsage: dynamoUsageLedgers(watched, name),
    sent,
    answerInstead: null,
    loaded,
    change,
    open: async (contract) => {
      const outcome = await commit([
        { put: 'ledger', value: { before: null, after: newHead(contract.balanceGroupId) } },
        { put: 'ratingProfile', value: contract, before: null },
      ]);
      expect(outcome).toBe('done');
      return loaded(contract.balanceGroupId);
    },
    sell: async (group, from, to) => {
      for (let first = from; first < to; first += 40) {
        const sold = Array.from({ length: Math.min(40, to - first) }, (_, index) => serviceNumber(first + index));
        const outcome = await change(await loaded(group), (profile) => ({
          ...profile,
          services: [...profile.services, ...sold.map(({ service }) => service)],
          purchases: [...profile.purchases, ...sold.map(({ purchase }) => purchase)],
        }));
        expect(outcome).toBe('done');
      }
    },
    items: async (group) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `demo#group#${group}` },
        }),
      );
      return Items.map(({ sk }) => `${sk}`);
    },
    lastTransaction: () => {
      const command = sent.findLast((one) => one instanceof TransactWriteCommand);
      return (command?.input.TransactItems ?? []).map(({ Put, Delete }) =>
        Put === undefined ? `- ${Delete?.Key?.['sk']}` : `${Put.Item?.['sk']}`,
      );
    },
  };
  return table;
}
