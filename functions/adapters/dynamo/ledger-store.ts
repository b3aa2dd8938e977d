import {
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dueOfRatingProfile } from '../../../domain/jobs/due-work.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Account, CommitLedgers, LedgerChange, Ledgers } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { dueKeys } from './keys.ts';
import { layOutLedger, monthsOf } from './ledger-chunks.ts';
import { decodeEntries, decodeState } from './ledger-codec.ts';
import { lostRace } from './lost-race.ts';
import { noticeItem } from './notice-items.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The head and the contract of a balance group share a partition, so that one query reads both. */
const groupKey = (siteId: string, balanceGroupId: string): string => `${siteId}#group#${balanceGroupId}`;
const HEAD = 'head';
const PROFILE = 'profile';
/** Chunks lie apart, a partition a month: reading history never slows the head. */
const chunkPartition = (siteId: string, balanceGroupId: string, month: string): string =>
  `${siteId}#chunks#${balanceGroupId}#${month}`;
/** By last event time: what a late event must look through is what was sealed after it. */
const chunkKey = (lastAt: number, firstSeq: number): string =>
  `${String(lastAt).padStart(15, '0')}#${String(firstSeq).padStart(12, '0')}`;

/** How often a read that fell into a transaction is repeated; the transaction is over within milliseconds. */
const MOST_READS = 10;

/**
 * Writes of one ledger's commit: the head on the version that was read, and the chunks that left its tail. `contractVersion` is the
 * contract's when the same transaction stores it: the head notes it, so that a read that falls into the transaction shows.
 */
export function ledgerItems(
  table: string,
  { before, after }: LedgerChange,
  contractVersion = after.contractVersion,
): TransactItem[] {
  const { state, tail, chunks } = layOutLedger(after);
  const read = before?.version ?? 0;
  const head: TransactItem = {
    Put: {
      TableName: table,
      Item: {
        pk: groupKey(after.siteId, after.balanceGroupId),
        sk: HEAD,
        v: read + 1,
        c: contractVersion,
        s: state,
        t: tail,
      },
      ...(read === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'v = :read', ExpressionAttributeValues: { ':read': read } }),
    },
  };
  return [
    head,
    ...chunks.map(
      ({ month, firstAt, lastAt, firstSeq, packed }): TransactItem => ({
        Put: {
          TableName: table,
          Item: {
            pk: chunkPartition(after.siteId, after.balanceGroupId, month),
            sk: chunkKey(lastAt, firstSeq),
            first: firstAt,
            last: lastAt,
            e: packed,
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      }),
    ),
  ];
}

export function ratingProfileItem(table: string, profile: RatingProfile): TransactItem {
  const { version, ...rest } = profile;
  const due = dueOfRatingProfile(profile);
  return {
    Put: {
      TableName: table,
      Item: {
        pk: groupKey(profile.siteId, profile.balanceGroupId),
        sk: PROFILE,
        v: version + 1,
        customerId: profile.customerId,
        contract: JSON.stringify(rest),
        ...(due === null ? {} : dueKeys(profile.siteId, due)),
      },
      ...(version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'v = :read', ExpressionAttributeValues: { ':read': version } }),
    },
  };
}

/** Reads ledgers; every read is consistent, because what is decided on it moves money. */
export function dynamoLedgers(client: DynamoDBDocumentClient, table: string): Ledgers {
  return {
    async load(siteId, balanceGroupId) {
      // A query is not isolated from transactions: it may see one's head and not yet its contract.
      for (let reads = 0; reads < MOST_READS; reads++) {
        const { Items = [] } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': groupKey(siteId, balanceGroupId) },
            ConsistentRead: true,
          }),
        );
        const account = accountOf(siteId, balanceGroupId, Items);
        if (account === null || account.profile.version >= account.head.contractVersion) return account;
      }
      throw new Error(`The contract of balance group ${balanceGroupId} stays behind its ledger`);
    },

    async sealedEntries(siteId, balanceGroupId, { from, to }) {
      const months = await Promise.all(
        monthsOf(from, to).map((month) =>
          chunksOfMonth(client, table, chunkPartition(siteId, balanceGroupId, month), { from, to }),
        ),
      );
      return months.flat();
    },
  };
}

function accountOf(siteId: string, balanceGroupId: string, items: readonly Record<string, unknown>[]): Account | null {
  const head = items.find(({ sk }) => sk === HEAD);
  const profile = items.find(({ sk }) => sk === PROFILE);
  if (head === undefined || profile === undefined) return null;
  return { head: headOf(siteId, balanceGroupId, head), profile: profileOf(profile) };
}

const headOf = (siteId: string, balanceGroupId: string, item: Record<string, unknown>): Head => ({
  siteId,
  balanceGroupId,
  version: item['v'] as number,
  contractVersion: item['c'] as number,
  ...decodeState(item['s'] as Uint8Array),
  tail: decodeEntries(item['t'] as Uint8Array),
});

const profileOf = (item: Record<string, unknown>): RatingProfile => ({
  ...(JSON.parse(item['contract'] as string) as Omit<RatingProfile, 'version'>),
  version: item['v'] as number,
});

async function chunksOfMonth(
  client: DynamoDBDocumentClient,
  table: string,
  partition: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        FilterExpression: '#first <= :to',
        ExpressionAttributeNames: { '#first': 'first' },
        ExpressionAttributeValues: { ':pk': partition, ':from': chunkKey(from, 0), ':to': to },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const { e } of page.Items ?? []) {
      for (const entry of decodeEntries(e as Uint8Array)) entries.push(entry);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return entries;
}

/**
 * One write while the tail has room; a transaction of heads and chunks when one is sealed, when there are several, or when there is
 * something to tell. `systemNow` in epoch milliseconds: what may be forgotten is forgotten by the system's clock.
 *
 * No ElectroDB here: what rates and charges imports it.
 */
export function dynamoCommitLedgers(
  { client, table }: Connection,
  { systemNow = Date.now }: { systemNow?: () => number } = {},
): CommitLedgers {
  return async ({ ledgers, also = [] }) => {
    const items = [
      ...ledgers.flatMap((change) => ledgerItems(table, change)),
      ...also.map((change) => noticeItem(table, change, systemNow)),
    ];
    const [only] = items;
    try {
      if (items.length === 1 && only?.Put !== undefined) await client.send(new PutCommand(only.Put));
      else await client.send(new TransactWriteCommand({ TransactItems: items }));
      return 'done';
    } catch (error) {
      if (lostRace(error)) return 'conflict';
      throw error;
    }
  };
}
