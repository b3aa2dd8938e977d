import type { CatalogKind } from '../../../domain/catalog/catalog.ts';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { listUsers, usersOf } from '../../../domain/catalog/rules/catalog-references.ts';
import { keptBecause } from '../../../domain/catalog/rules/protect-sold.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Commit, Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { everyItem } from '../every-item.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { catalogCommit } from './catalog-commit.ts';
import { loadCatalog } from './load-catalog.ts';
import { pastUserOf } from './past-users.ts';

/** A customer of the type, if there is one. Reads all customers at worst: deleting a customer type is rare. */
async function customerOfType(records: Records, siteId: string, type: string): Promise<string | null> {
  for await (const customer of everyItem({ records }, 'customersOfSite', siteId, {})) {
    if (customer.type === type) return customer.customerId;
  }
  return null;
}

/** What names an object that no other object mentions: see `holdObjects`. */
const HELD: Readonly<Partial<Record<CatalogKind, string>>> = {
  creditProfile: 'Balance groups were given it, and would be without limits. Change it instead.',
  resource: 'Balance groups hold it. Leave it.',
  eventType: 'Billing profiles are billed by it. Leave it.',
  customAttribute: 'Customers were given values of it. Leave it, and let it be no longer mandatory.',
};

/** Where an object may be although whoever brought it there names another one now. */
const CARRIED: Readonly<Partial<Record<CatalogKind, string>>> = {
  tax: 'charges may carry it. End its validity instead.',
  billItem: 'charges may carry it. Leave it.',
  generalLedger: 'charges may carry it. Leave it.',
  resource: 'balances may hold it. Leave it.',
};

/** Why an object cannot go although no other object mentions it. */
export async function refuseOutsideUse(
  records: Records,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  stored: CatalogRecord,
): Promise<Refusal | null> {
  const { kind, object } = catalogObject(stored);
  if (stored.isHeld === true) {
    return refusal('catalog.in_use', HELD[kind] ?? 'Customers have it.');
  }
  const kept = keptBecause(catalogObject(stored), now);
  if (kept !== null) return refusal('catalog.in_use', kept);
  if (kind === 'taxSupplier' && (await records.get('site', siteId, {}))?.defaultTaxSupplier === object.code) {
    return refusal('catalog.in_use', 'It is the default of the site. Name another one in the settings first.');
  }
  const past = await pastUserOf(records, stored);
  if (past !== null) {
    return refusal(
      'catalog.in_use',
      `It was used by ${past}, and ${CARRIED[kind] ?? 'contracts may name it. Leave it.'}`,
    );
  }
  if (kind !== 'customerType') return null;
  const customerId = await customerOfType(records, siteId, object.code);
  return customerId === null ? null : refusal('catalog.in_use', `Customer ${customerId} is of this type.`);
}

/** Removes an object that nothing refers to. What was ever on sale stays referenced, see domain/catalog/protect-sold.ts. */
export const deleteCatalogObject =
  ({ records, commit }: { readonly records: Records; readonly commit: Commit }) =>
  async (
    call: Pick<Call, 'siteId' | 'now' | 'actor'>,
    { kind, code }: { readonly kind: CatalogKind; readonly code: string },
  ): Promise<Result<null, Refusal>> =>
    retryConflicts(`delete ${kind} ${code}`, async () => {
      const { siteId } = call;
      const { site, objects } = await loadCatalog(records, siteId);
      const stored = await records.get('catalog', siteId, { kind, code });
      if (stored === null) return err(refusal('request.not_found', `Nothing has the code "${code}".`));
      const users = usersOf({ kind, code }, objects);
      if (users.length > 0) return err(refusal('catalog.in_use', `It is used by ${listUsers(users)}.`));
      const outside = await refuseOutsideUse(records, call, stored);
      if (outside !== null) return err(outside);
      const outcome = await commit(catalogCommit(call, site, [{ kind, code, stored, object: null }]));
      return outcome === 'conflict' ? null : ok(null);
    });
