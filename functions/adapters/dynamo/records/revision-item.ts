import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CatalogRevision } from '../../../../domain/catalog/catalog-revision.ts';
import { ID_PADDING } from '../keys.ts';

/**
 * A revision at rest: what changed is deflated, since before and after are nearly the same and a long rating set would pass an item's
 * 400 KB twice over. What only sorts and lists is beside it.
 */
export type RevisionItem = {
  readonly data: Omit<CatalogRevision, 'before' | 'after'>;
  /** Deflated JSON of `[before, after]`. */
  readonly objects: Uint8Array;
};

type Objects = readonly [before: CatalogRevision['before'], after: CatalogRevision['after']];

export function revisionItem({ before, after, ...data }: CatalogRevision): RevisionItem {
  const objects: Objects = [before, after];
  return { data, objects: deflateRawSync(JSON.stringify(objects), { level: 9 }) };
}

export function revisionOf({ data, objects }: RevisionItem): CatalogRevision {
  // What this file packed, this file unpacks.
  const [before, after] = JSON.parse(inflateRawSync(objects).toString('utf8')) as Objects;
  return { ...data, before, after };
}

/** The catalog's version in a key: padded, so that it sorts as a number. */
export const versionKey = (version: number): string => `${version}`.padStart(ID_PADDING.length, ID_PADDING.char);
