import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Change, Commit, LedgerChange } from '../../ports.ts';
import type { RecordKind, RecordTypes } from '../../records.ts';
import { CommitTooLarge } from './commit-too-large.ts';
import type { Connection } from './connection.ts';
import { contractItems } from './contract/contract-items.ts';
import { requireSiteId } from './keys.ts';
import { ledgerItems } from './ledger/ledger-store.ts';
import { lostRace } from './lost-race.ts';
import { requirePlainData } from './plain-data.ts';
import { deleteLink, putLink } from './records/links.ts';
import { type EveryShelf, recordShelves } from './records/record-shelves.ts';
import { addRunCount } from './records/run-counts.ts';
import type { TransactItem } from './transact-item.ts';

/** DynamoDB's own limit of one transaction. */
const MOST_WRITES = 100;

/**
 * Writes all changes or none. One write is a plain conditional one, which costs half; several are one transaction. The SDK gives
 * a transaction a token, so that asking again after a lost answer does nothing twice.
 *
 * `conflict` after a single write may be the echo of that very write, when its answer got lost and the SDK asked again: to load and
 * decide again is right either way.
 *
 * `systemNow` in epoch milliseconds: what may be forgotten is forgotten by the system's clock.
 */
export function dynamoCommit(
  connection: Connection,
  { systemNow = Date.now }: { systemNow?: () => number } = {},
): Commit {
  const { client, table } = connection;
  const shelves: EveryShelf = recordShelves(connection, systemNow);

  const put = <K extends RecordKind>(kind: K, value: RecordTypes[K]): readonly TransactItem[] => {
    const shelf = shelves[kind]();
    const links = value.version === 0 ? (shelf.links?.(value) ?? []) : [];
    return [shelf.put(value), ...links.map((link) => putLink(table, link))];
  };
  const remove = <K extends RecordKind>(kind: K, value: RecordTypes[K]): readonly TransactItem[] => {
    const shelf = shelves[kind]();
    return [shelf.remove(value), ...(shelf.links?.(value) ?? []).map((link) => deleteLink(table, link))];
  };
  const writesOf = (change: Change, changes: readonly Change[]): readonly TransactItem[] => {
    requireSiteId(siteOf(change));
    if ('remove' in change) return remove(change.remove, change.value);
    if ('add' in change) return [addRunCount(table, change.value)];
    if (change.put === 'ledger') return ledgerItems(table, change.value, contractVersionIn(changes, change.value));
    if (change.put === 'ratingProfile') return contractItems(table, change);
    return put(change.put, change.value);
  };

  return async (changes) => {
    const writes = changes.flatMap((change) => writesOf(change, changes));
    if (writes.length === 0) throw new Error('An empty commit changes nothing.');
    if (writes.length > MOST_WRITES) {
      throw new CommitTooLarge(`${writes.length} writes do not fit into one transaction of at most ${MOST_WRITES}.`);
    }
    refuseTwins(writes);
    for (const { Put } of writes) requirePlainData(Put?.Item);
    try {
      await write(client, writes);
      return 'done';
    } catch (error) {
      if (lostRace(error)) return 'conflict';
      throw error;
    }
  };
}

/** The version that the ledger's contract gets in the same commit; without one, the ledger keeps the one it knows. */
function contractVersionIn(changes: readonly Change[], { after }: LedgerChange): number {
  for (const change of changes) {
    if (!('put' in change) || change.put !== 'ratingProfile') continue;
    const { siteId, balanceGroupId, version } = change.value;
    if (siteId === after.siteId && balanceGroupId === after.balanceGroupId) return version + 1;
  }
  return after.contractVersion;
}

const siteOf = (change: Change): string =>
  'put' in change && change.put === 'ledger' ? change.value.after.siteId : change.value.siteId;

/** DynamoDB refuses them too, but not everything that speaks its language does, and a lost race would be tried again and again. */
function refuseTwins(writes: readonly TransactItem[]): void {
  const seen = new Set<string>();
  for (const { Put, Delete, Update } of writes) {
    const { pk, sk } = Put?.Item ?? Delete?.Key ?? Update?.Key ?? {};
    const key = `${pk} ${sk}`;
    if (seen.has(key)) throw new Error(`One item is changed twice in a commit: ${key}`);
    seen.add(key);
  }
}

async function write(client: DynamoDBDocumentClient, writes: TransactItem[]): Promise<void> {
  const [only] = writes;
  if (writes.length === 1 && only?.Put !== undefined) await client.send(new PutCommand(only.Put));
  else if (writes.length === 1 && only?.Delete !== undefined) await client.send(new DeleteCommand(only.Delete));
  else await client.send(new TransactWriteCommand({ TransactItems: writes }));
}
