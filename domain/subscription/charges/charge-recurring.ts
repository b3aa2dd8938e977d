import type { Product } from '../../catalog/catalog.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { DraftEntry, EntryKind } from '../../ledger/entry.ts';
import { dec } from '../../money/decimal.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant } from '../../time/instant.ts';
import type { PurchasedProduct } from '../subscription.ts';
import type { ChargeContext } from './charge-context.ts';
import { chargeDraft, grantDraft } from './charge-draft.ts';
import { chargeTermsAt } from './charge-terms.ts';
import { purchasePrice } from './purchase-price.ts';
import {
  asResumed,
  type ChargePeriod,
  type Recurrence,
  recurrenceOf,
  shareOf,
  unchargedPeriods,
} from './recurrence.ts';

/** Entries to append, and the purchase as it stands afterwards. */
export type Charged = { readonly drafts: readonly DraftEntry[]; readonly purchase: PurchasedProduct };

/**
 * Charges a recurring purchase: a forward one for every interval that begins before `until`, one in arrear for every interval
 * that is over by then. Never beyond the purchase's validity, never twice. Other purchases come back as they are.
 */
export function chargeRecurring(
  context: ChargeContext,
  purchase: PurchasedProduct,
  { until, kind }: { readonly until: Instant; readonly kind: EntryKind },
): Result<Charged, Refusal> {
  const product = productOf(context.book, purchase);
  if (!product.ok) return product;
  if (product.value.type !== 'recurring') return ok({ drafts: [], purchase });
  const recurrence = recurrenceOf(product.value, purchase, context);
  if (!recurrence.ok) return recurrence;

  const isArrear = product.value.cycle === 'arrear';
  const drafts: DraftEntry[] = [];
  let { chargedThrough } = purchase;
  for (const period of unchargedPeriods(purchase, recurrence.value)) {
    if (isArrear ? period.to > until : period.from >= until) break;
    const charged = chargePeriod(context, { purchase, recurrence: recurrence.value, period, kind, isArrear });
    if (!charged.ok) return charged;
    if (charged.value !== null) drafts.push(charged.value);
    chargedThrough = period.to;
  }
  return ok({ drafts, purchase: { ...purchase, chargedThrough } });
}

/** A product that was bought must stay in the catalog: without it nothing can be charged or refunded. */
export function productOf(book: PriceBook, { product: code }: PurchasedProduct): Result<Product, Refusal> {
  const product = book.products.get(code);
  if (product !== undefined) return ok(product);
  return err(refusal('catalog.reference_missing', `The catalog has no product ${code}. Restore it and try again.`));
}

/** One interval, or the part of it that the purchase was valid for. Null: nothing is due for it. */
function chargePeriod(
  context: ChargeContext,
  {
    purchase,
    recurrence,
    period,
    kind,
    isArrear,
  }: {
    readonly purchase: PurchasedProduct;
    readonly recurrence: Recurrence;
    readonly period: ChargePeriod;
    readonly kind: EntryKind;
    readonly isArrear: boolean;
  },
): Result<DraftEntry | null, Refusal> {
  // What is due in arrear is dated at the last instant of its time, so that it lands on the bill that is closing.
  const at = isArrear ? period.to - 1 : period.from;
  const terms = chargeTermsAt(context.book, purchase.product, at);
  if (!terms.ok) return terms;
  const { amount, per } = purchasePrice(terms.value.version.price, purchase);
  const isUnit = terms.value.resource.kind === 'unit';
  const product = isUnit ? terms.value.product : asResumed(terms.value.product, purchase, period);
  const share = shareOf(product, recurrence, period);
  const { purchaseId, subscriptionId } = purchase;
  const id = `${purchaseId}:${period.from}`;
  const quantity = dec(purchase.quantity);
  const { from, to, whole } = period;
  if (isUnit) {
    // Allowances are not cut: half a month brings the whole grant, once. Only `none` waits for a whole interval.
    if (share.days === 0) return ok(null);
    const valid = isArrear ? recurrence.wholeAt(whole.to) : { from, to };
    const priced = { subscriptionId, kind, id, at, amount: amount.div(per), quantity, period: null };
    return ok(grantDraft(context, terms.value, { ...priced, purchaseId, valid }));
  }
  const due = amount.times(share.days).div(per.times(share.of));
  if (due.isZero()) return ok(null);
  return ok(
    chargeDraft(context, terms.value, { subscriptionId, kind, id, at, amount: due, quantity, period: { from, to } }),
  );
}
