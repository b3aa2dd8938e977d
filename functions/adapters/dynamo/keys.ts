import type { Due } from '../../../domain/jobs/due-work.ts';
import type { Instant } from '../../../domain/time/instant.ts';

/**
 * The keys that are built by hand: of items that are read or counted without ElectroDB, because the rating worker must start fast.
 * Imports types only. Every key starts with the site; the two exceptions are at the end.
 */
export type ItemKey = { readonly pk: string; readonly sk: string };

const SITE_ID = /^[A-Za-z0-9_.-]{1,100}$/;

/** False for texts that could reach into another site's keys: they name no site. */
export const isSiteId = (siteId: string): boolean => SITE_ID.test(siteId);

/** Guards the first part of every key. A site id comes from a token or from us, so another form is a bug. */
export function requireSiteId(siteId: string): void {
  if (!isSiteId(siteId)) throw new Error(`Not a site id: ${JSON.stringify(siteId)}`);
}

/** Ids of our sequences are padded in keys, so that they sort as numbers: 999 before 1001. */
export const ID_PADDING = { length: 12, char: '0' } as const;

/** RFC 3339 with milliseconds: 24 characters for every year that has four digits, so texts sort as times do. */
export function instantKey(at: Instant): string {
  const text = new Date(at).toISOString();
  if (text.length !== 24) throw new Error(`An instant of the years 0 to 9999 was expected: ${text}`);
  return text;
}

// ---- A site's own items -------------------------------------------------------------------------------------------

export const siteKey = (siteId: string): ItemKey => ({ pk: `${siteId}#site`, sk: 'site' });
export const siteClockKey = (siteId: string): ItemKey => ({ pk: `${siteId}#site`, sk: 'clock' });
export const catalogPartition = (siteId: string): string => `${siteId}#catalog`;
export const revisionsPartition = (siteId: string): string => `${siteId}#catalog-revisions`;
/** A list of a whole site beside the due work of its jobs: what is not delivered yet is due, too. */
export const notificationsPartition = (siteId: string, state: string): string => `${siteId}#notifications#${state}`;
export const sequenceKey = (siteId: string, kind: string): ItemKey => ({
  pk: `${siteId}#sequence#${kind}`,
  sk: 'sequence',
});
export const jobRunKey = (siteId: string, runId: string): ItemKey => ({
  pk: `${siteId}#run#${runId.padStart(ID_PADDING.length, ID_PADDING.char)}`,
  sk: 'run',
});

/** The ledger's head, its contract and the contract's parts: head and contract come back in one query, parts sort before and behind. */
export const groupPartition = (siteId: string, balanceGroupId: string): string => `${siteId}#group#${balanceGroupId}`;
export const HEAD = 'head';
export const PROFILE = 'profile';

/** Every batch of usage counts on one of these, chosen at random: one item would take 1,000 counts a second and no more. */
export const TALLY_SHARDS = 8;
export const tallyPartition = (siteId: string, shard: number): string => `${siteId}#usage-tally#${shard}`;

/** Where a record can be found by its id alone. */
export const idLinkKey = (siteId: string, kind: LinkedKind, id: string): ItemKey => ({
  pk: `${siteId}#id#${kind}#${id}`,
  sk: 'link',
});
export type LinkedKind = 'subscription' | 'billingProfile' | 'bill' | 'invoice';

// ---- Due work -----------------------------------------------------------------------------------------------------

/** A job's due work lies in so many partitions, so that a month's end with all its bills does not fall on one. */
export const DUE_SHARDS = 8;

export const duePartition = (siteId: string, job: Due['job'], shard: number): string => `${siteId}#due#${job}#${shard}`;

/** The index keys of an item with due work. An item without them is not on the index. */
export const dueKeys = (siteId: string, { job, dueAt, ref }: Due) => ({
  gsi1pk: duePartition(siteId, job, shardOf(ref)),
  gsi1sk: `${instantKey(dueAt)}#${ref}`,
});

/** Reads back what `dueKeys` wrote. */
export const dueOfSortKey = (sortKey: string): { readonly dueAt: Instant; readonly ref: string } => ({
  dueAt: Date.parse(sortKey.slice(0, 24)),
  ref: sortKey.slice(25),
});

/** FNV-1a. Never change it: an item's shard is stored in its key. */
function shardOf(ref: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < ref.length; index++) {
    hash = Math.imul(hash ^ ref.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % DUE_SHARDS;
}

// ---- Asked before a site is known ---------------------------------------------------------------------------------

/**
 * Stands where other keys have their site; no site can be called so. Behind it lie only pointers into sites: which sites there
 * are, and whose an unguessable link is. Nothing of a customer is stored here.
 */
export const NO_SITE = '@';

export const SITES_PARTITION = `${NO_SITE}#sites`;
export function documentLinkKey(token: string): ItemKey {
  if (token === '') throw new Error('A link without a token would lead anybody to a document.');
  return { pk: `${NO_SITE}#document#${token}`, sk: 'link' };
}
