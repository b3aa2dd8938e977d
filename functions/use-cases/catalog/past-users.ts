import type { CatalogKind } from '../../../domain/catalog/catalog.ts';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { KIND_WORDS, referencesOf } from '../../../domain/catalog/rules/catalog-references.ts';
import type { Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import { everyItem } from '../every-item.ts';

/**
 * Kinds whose objects stay in what customers have after the catalog let go of them, and who may have brought them there: charges that are not
 * billed yet carry a tax, a bill item and a ledger; balances a resource; contracts a term, what it costs to leave it and which one follows it.
 */
const BROUGHT_BY: Readonly<Partial<Record<CatalogKind, readonly CatalogKind[]>>> = {
  tax: ['product', 'term'],
  billItem: ['product', 'term'],
  generalLedger: ['product', 'term', 'tax'],
  resource: ['product', 'discount'],
  term: ['plan', 'bundle', 'term'],
};

/**
 * An object that once mentioned this one and is still there, in words; null: none did. What is gone itself was never sold. Reads the
 * history of the catalog: deleting such things is rare.
 */
export async function pastUserOf(
  records: Pick<Records, 'get' | 'find'>,
  { siteId, kind, code }: Pick<CatalogRecord, 'siteId' | 'kind' | 'code'>,
): Promise<string | null> {
  for (const by of BROUGHT_BY[kind] ?? []) {
    for await (const revision of everyItem({ records }, 'catalogRevisions', siteId, { kind: by })) {
      const mentions = [revision.before, revision.after].some(
        (object) =>
          object !== null &&
          referencesOf(catalogObject({ kind: by, object })).some((one) => one.kind === kind && one.code === code),
      );
      if (!mentions || (await records.get('catalog', siteId, { kind: by, code: revision.code })) === null) continue;
      return `${KIND_WORDS[by]} "${revision.code}"`;
    }
  }
  return null;
}
