import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { dueOfRatingProfile } from '../../../../domain/jobs/due-work.ts';
import type { RatingProfile } from '../../../../domain/subscription/subscription.ts';
import { CommitTooLarge } from '../commit-too-large.ts';
import { dueKeys, groupPartition, PROFILE } from '../keys.ts';
import type { TransactItem } from '../transact-item.ts';
import {
  differencesOf,
  hasInlineDiscounts,
  indexParts,
  isLarge,
  type Part,
  type PartsIndex,
  partsOf,
} from './contract-parts.ts';
import { gather } from './service-shards.ts';

export type ContractChange = { readonly value: RatingProfile; readonly before: RatingProfile | null };

/** Of one transaction: DynamoDB's own limit is 4 MB, and the rest of the commit needs room, too. */
const MOST_BYTES = 3_500_000;
/** Of one item; DynamoDB's limit is 400 KB. */
const MOST_ITEM_BYTES = 390_000;
/** Texts up to here fill a write unit or two: deflating them costs more time than it saves. */
const TEXT_BYTES = 1_500;

/**
 * Writes of a contract's commit: its header on the version that was read, and of a large contract the parts that differ from those of
 * `before`, which must be the contract as it was read. Parts need no condition of their own: all of it is written, or nothing.
 */
export function contractItems(table: string, { value, before }: ContractChange): readonly TransactItem[] {
  const { version, siteId, balanceGroupId } = value;
  if ((before?.version ?? 0) !== version) {
    throw new Error(`The contract of balance group ${balanceGroupId} is changed from another version than was read`);
  }
  const pk = groupPartition(siteId, balanceGroupId);
  const all = partsOf(value);
  const { parts, ...changed } = gather(differencesOf(before === null ? new Map() : partsOf(before), all), all);
  const header = headerItem(value, changed);
  let bytes = bytesOf(header['contract']) + bytesOf(header['parts']);
  const writes: TransactItem[] = [];
  for (const key of changed.written) {
    const item = partItem(value, key, parts.get(key) ?? NOTHING);
    if (bytesOf(item.d) > MOST_ITEM_BYTES) throw tooLarge(balanceGroupId);
    bytes += bytesOf(item.d);
    writes.push({ Put: { TableName: table, Item: item } });
  }
  if (bytesOf(header['contract']) > MOST_ITEM_BYTES || bytes > MOST_BYTES) throw tooLarge(balanceGroupId);
  return [
    {
      Put: {
        TableName: table,
        Item: header,
        ...(version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'v = :read', ExpressionAttributeValues: { ':read': version } }),
      },
    },
    ...writes,
    ...changed.deleted.map((sk): TransactItem => ({ Delete: { TableName: table, Key: { pk, sk } } })),
  ];
}

const tooLarge = (balanceGroupId: string): CommitTooLarge =>
  new CommitTooLarge(`The change touches too much of the contract of balance group ${balanceGroupId} at once.`);

const bytesOf = (data: unknown): number => {
  if (data === undefined) return 0;
  return typeof data === 'string' ? Buffer.byteLength(data) : (data as Uint8Array).length;
};

/** `changed`: what the same commit writes and deletes beside it. */
export function headerItem(
  profile: RatingProfile,
  changed: Pick<PartsIndex, 'written' | 'deleted'>,
): Readonly<Record<string, unknown>> {
  const { version, ...rest } = profile;
  const due = dueOfRatingProfile(profile);
  const key = { pk: groupPartition(profile.siteId, profile.balanceGroupId), sk: PROFILE };
  const always = {
    ...key,
    v: version + 1,
    customerId: profile.customerId,
    ...(due === null ? {} : dueKeys(profile.siteId, due)),
  };
  if (!isLarge(profile)) return { ...always, contract: JSON.stringify(rest) };
  const { services: _, purchases: __, discounts, ...header } = rest;
  const inline = hasInlineDiscounts(profile) && discounts !== undefined ? { ...header, discounts } : header;
  return {
    ...always,
    contract: JSON.stringify(inline),
    parts: JSON.stringify(indexParts(profile, changed)),
  };
}

/** A header as it is stored. `parts` is null when the contract is small: then it is all there. */
export type StoredHeader = {
  readonly version: number;
  readonly contract: Omit<RatingProfile, 'version' | 'services' | 'purchases'> &
    Partial<Pick<RatingProfile, 'services' | 'purchases'>>;
  readonly parts: PartsIndex | null;
};

/** What this file wrote, it reads: the texts vouch for their types. */
export const headerOf = (item: Record<string, unknown>): StoredHeader => ({
  version: item['v'] as number,
  contract: JSON.parse(item['contract'] as string) as StoredHeader['contract'],
  parts: item['parts'] === undefined ? null : (JSON.parse(item['parts'] as string) as PartsIndex),
});

type PartRow = Partial<Record<'s' | 'p' | 'd' | 'e', unknown>>;

const NOTHING: Part = { services: [], purchases: [], discounts: [], past: [] };

/** A part of the contract's next version. */
export const partItem = ({ siteId, balanceGroupId, version }: RatingProfile, key: string, part: Part) => ({
  pk: groupPartition(siteId, balanceGroupId),
  sk: key,
  cv: version + 1,
  d: encodePart(part),
});

function encodePart({ services, purchases, discounts, past }: Part): string | Uint8Array {
  const row: PartRow = {
    ...(services.length === 0 ? {} : { s: services }),
    ...(purchases.length === 0 ? {} : { p: purchases }),
    ...(discounts.length === 0 ? {} : { d: discounts }),
    ...(past.length === 0 ? {} : { e: past }),
  };
  const text = JSON.stringify(row);
  return text.length <= TEXT_BYTES ? text : deflateRawSync(text);
}

export type StoredPart = { readonly key: string; readonly version: number; readonly part: Part };

export function partOf(item: Record<string, unknown>): StoredPart {
  const data = item['d'] as string | Uint8Array;
  const text = typeof data === 'string' ? data : inflateRawSync(data).toString();
  const { s = [], p = [], d = [], e = [] } = JSON.parse(text) as PartRow;
  const part = { services: s, purchases: p, discounts: d, past: e } as Part;
  return { key: item['sk'] as string, version: item['cv'] as number, part };
}
