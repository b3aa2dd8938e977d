import { type DynamoDBDocumentClient, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../../../domain/ledger/head.ts';
import type { RatingProfile } from '../../../../domain/subscription/subscription.ts';
import type { Account, CommitLedgers, LedgerChange, Ledgers, UsageLedgers } from '../../../ports.ts';
import type { Connection } from '../connection.ts';
import { headerOf, type StoredHeader } from '../contract/contract-items.ts';
import { type LargeContract, readContractForUsage, readWholeContract } from '../contract/contract-reads.ts';
import { groupPartition, HEAD, PROFILE } from '../keys.ts';
import { lostRace } from '../lost-race.ts';
import { noticeItem } from '../records/notice-items.ts';
import type { TransactItem } from '../transact-item.ts';
import { layOutLedger } from './ledger-chunks.ts';
import { decodeEntries, decodeState } from './ledger-codec.ts';
import { chunkItem, readSealedEntries } from './sealed-entries.ts';

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
        pk: groupPartition(after.siteId, after.balanceGroupId),
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
      (chunk): TransactItem => ({
        Put: {
          TableName: table,
          Item: chunkItem(after.siteId, after.balanceGroupId, chunk),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      }),
    ),
  ];
}

/** Reads ledgers; every read is consistent, because what is decided on it moves money. */
export function dynamoLedgers(client: DynamoDBDocumentClient, table: string): Ledgers {
  const connection: Connection = { client, table };
  return {
    load: (siteId, balanceGroupId) =>
      loadAccount(connection, { siteId, balanceGroupId }, (large) => readWholeContract(connection, large)),
    sealedEntries: (siteId, balanceGroupId, ...ranges) =>
      readSealedEntries(connection, { siteId, balanceGroupId }, ranges),
  };
}

/** As `dynamoLedgers`, for those who rate and charge. */
export function dynamoUsageLedgers(client: DynamoDBDocumentClient, table: string): UsageLedgers {
  const connection: Connection = { client, table };
  return {
    loadForUsage: (siteId, balanceGroupId, needs) =>
      loadAccount(connection, { siteId, balanceGroupId }, (large) => readContractForUsage(connection, large, needs)),
    sealedEntries: (siteId, balanceGroupId, ...ranges) =>
      readSealedEntries(connection, { siteId, balanceGroupId }, ranges),
  };
}

/** Reads until head, contract and parts belong together: reads are not isolated from transactions. */
async function loadAccount(
  connection: Connection,
  { siteId, balanceGroupId }: { readonly siteId: string; readonly balanceGroupId: string },
  contractOf: (large: LargeContract) => Promise<RatingProfile | null>,
): Promise<Account | null> {
  for (let reads = 0; reads < MOST_READS; reads++) {
    const found = await readTop(connection, siteId, balanceGroupId);
    if (found === null) return null;
    const { head, header } = found;
    if (header.version < head.contractVersion) continue;
    const { parts } = header;
    const profile = parts === null ? smallContract(header) : await contractOf({ head, header, parts });
    if (profile !== null) return { head, profile };
  }
  throw new Error(`The contract of balance group ${balanceGroupId} does not agree with its ledger`);
}

/** Head and contract of a small account, head and header of a large one, in one query. */
async function readTop(
  { client, table }: Connection,
  siteId: string,
  balanceGroupId: string,
): Promise<{ readonly head: Head; readonly header: StoredHeader } | null> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :head AND :profile',
      ExpressionAttributeValues: { ':pk': groupPartition(siteId, balanceGroupId), ':head': HEAD, ':profile': PROFILE },
      ConsistentRead: true,
    }),
  );
  const head = Items.find(({ sk }) => sk === HEAD);
  const profile = Items.find(({ sk }) => sk === PROFILE);
  if (head === undefined || profile === undefined) return null;
  return { head: headOf(siteId, balanceGroupId, head), header: headerOf(profile) };
}

const smallContract = ({ version, contract }: StoredHeader): RatingProfile => ({
  services: [],
  purchases: [],
  ...contract,
  version,
});

const headOf = (siteId: string, balanceGroupId: string, item: Record<string, unknown>): Head => ({
  siteId,
  balanceGroupId,
  version: item['v'] as number,
  contractVersion: item['c'] as number,
  ...decodeState(item['s'] as Uint8Array),
  tail: decodeEntries(item['t'] as Uint8Array),
});

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
