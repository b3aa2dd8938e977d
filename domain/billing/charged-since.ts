import type { PriceBook } from '../catalog/price-book.ts';
import { RUNNING } from '../ledger/bucket-key.ts';
import { applyEntry, emptyState } from '../ledger/fold.ts';
import type { Bucket, Head } from '../ledger/head.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { addUpBill, type BillAmounts } from './add-up-bill.ts';

/** What a decision charges (credits are negative) and what it puts into the customer's hands. */
export type ChargedSince = BillAmounts & { readonly grants: readonly Bucket[] };

/**
 * Adds up what a decision appended to a ledger, as if it were a bill of its own: what a customer is told that something costs now.
 * `resource`: the money it is billed in.
 */
export function chargedSince(
  before: Pick<Head, 'seq'>,
  after: Pick<Head, 'tail'>,
  { book, resource }: { readonly book: PriceBook; readonly resource: string },
): Result<ChargedSince, Refusal> {
  const money = book.resources.get(resource);
  if (money === undefined) {
    return err(refusal('catalog.reference_missing', `The resource ${resource} is not in the catalog.`));
  }
  const state = emptyState();
  for (const entry of after.tail) if (entry.seq > before.seq) applyEntry(state, entry);
  const amounts = addUpBill([...state.unbilled.values()], { book, digits: money.billingScale });
  if (!amounts.ok) return amounts;
  const grants = [...state.buckets.values()].filter(({ origin, amount }) => origin !== RUNNING && amount.isNegative());
  return ok({ ...amounts.value, grants });
}
