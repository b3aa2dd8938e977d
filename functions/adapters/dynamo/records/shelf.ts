import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Versioned } from '../../../../domain/customer/customer.ts';
import type { Due } from '../../../../domain/jobs/due-work.ts';
import type { Queries, QueryName, RecordKeys, RecordKind, RecordTypes } from '../../../records.ts';
import { dueKeys } from '../keys.ts';
import type { TransactItem } from '../transact-item.ts';
import type { Link } from './links.ts';

/** Where the records of one kind lie, and how they are read and written. */
export type Shelf<K extends RecordKind> = {
  /** As it stands now: a consistent read. */
  readonly get: (siteId: string, key: RecordKeys[K]) => Promise<RecordTypes[K] | null>;
  /** The write that stores the record as its next version. */
  readonly put: (value: RecordTypes[K]) => TransactItem;
  readonly remove: (value: RecordTypes[K]) => TransactItem;
  /** What lies beside the record so that it is found; never changes while the record lives. */
  readonly links?: (value: RecordTypes[K]) => readonly Link[];
};

/** A query as ElectroDB words it, and how its items are read. */
export type Question<T> = {
  readonly params: QueryCommandInput;
  readonly recordsOf: (items: Record<string, unknown>[]) => readonly T[];
  readonly newestFirst?: true;
};

/** Words one of the questions of the ports. */
export type Ask<Q extends QueryName> = (
  siteId: string,
  args: Queries[Q]['args'],
) => Question<RecordTypes[Queries[Q]['gives']]>;

/** Decisions rest on what is read: never on a stale copy. Faults come as the SDK throws them. */
export const CONSISTENT = { consistent: true, originalErr: true } as const;

/** The record as it is stored: the version is the stored item's own. */
export const nextVersion = <T extends Versioned>(value: T): T => ({ ...value, version: value.version + 1 });

/** Puts the item on the index of due work, or leaves it off. */
export const dueAttributes = (siteId: string, due: Due | null): { gsi1pk?: string; gsi1sk?: string } =>
  due === null ? {} : dueKeys(siteId, due);
