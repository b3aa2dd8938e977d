import type { Product } from '../../catalog/catalog.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { Rollover } from '../../catalog/rollover.ts';
import { bucketKey } from '../../ledger/bucket-key.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { draftEntry } from '../../ledger/open-ledger.ts';
import { Dec, dec, ZERO } from '../../money/decimal.ts';
import { withImpacts } from '../../rating/allowances/with-impacts.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import { covers, type Instant } from '../../time/instant.ts';
import { earlier } from '../../time/order.ts';
import type { PurchasedProduct } from '../subscription.ts';
import type { ChargeContext } from './charge-context.ts';
import { grantOrigin } from './charge-draft.ts';
import { recurrenceOf } from './recurrence.ts';

/** The origin of the buckets that hold what was rolled over. */
export const rolloverOrigin = (purchaseId: string): string => `rollover:${purchaseId}`;

/** True of catalogs in which anything rolls over: the others need not look for it. */
export function rollsOver(book: PriceBook): boolean {
  let known = rolling.get(book.products);
  if (known === undefined) {
    known = [...book.products.values()].some(({ rollover }) => rollover !== undefined);
    rolling.set(book.products, known);
  }
  return known;
}

const rolling = new WeakMap<PriceBook['products'], boolean>();

/**
 * What of a purchase's grants that end after `after` and by `until` is rolled over: it leaves its bucket for one that has begun as early, so that
 * late usage still finds it, and ends some intervals later. What was rolled over is not rolled over again. A purchase that is over by then
 * rolls nothing over.
 */
export function rollOver(
  context: Pick<ChargeContext, 'profile' | 'book' | 'now'>,
  purchase: PurchasedProduct,
  {
    buckets,
    after,
    until,
  }: { readonly buckets: ReadonlyMap<string, Bucket>; readonly after: Instant; readonly until: Instant },
): Result<readonly DraftEntry[], Refusal> {
  const product = context.book.products.get(purchase.product);
  if (product?.rollover === undefined || purchase.status !== 'active') return ok([]);
  const origin = grantOrigin(purchase.purchaseId);
  const ended = [...buckets]
    .filter(([, bucket]) => bucket.origin === origin && after < bucket.to && bucket.to <= until)
    .toSorted(([, left], [, right]) => left.to - right.to);
  if (ended.length === 0) return ok([]);
  const recurrence = recurrenceOf(product, purchase, context);
  if (!recurrence.ok) return recurrence;
  const drafts: DraftEntry[] = [];
  let left = buckets;
  for (const [key, bucket] of ended) {
    const to =
      usedAhead(left, purchase, bucket)?.to ??
      endOf(product.rollover, purchase, { ended: bucket.to, wholeAt: recurrence.value.wholeAt });
    const amount = rolledOf(product.rollover, purchase, { bucket, buckets: left });
    if (to <= bucket.to || amount.lte(0)) continue;
    const draft = rolloverDraft(context, { purchase, product, key, bucket, to, amount });
    drafts.push(draft);
    left = withImpacts(left, draft.impacts);
  }
  return ok(drafts);
}

/** So many intervals after the grant's end, but not beyond the purchase's own. */
function endOf(
  { intervals }: Rollover,
  { validTo }: PurchasedProduct,
  { ended, wholeAt }: { readonly ended: Instant; readonly wholeAt: (at: Instant) => { readonly to: Instant } },
): Instant {
  let to = ended;
  for (let count = 0; count < intervals && to < validTo; count++) to = wholeAt(to).to;
  return earlier(to, validTo);
}

/**
 * What is left of the grant, as far as the limits let it be rolled over; at least what was used of it ahead: the limits let that be used when it
 * was, whatever has come back since of what was rolled over before.
 */
function rolledOf(
  { maximumPerInterval, maximumTotal }: Rollover,
  { purchaseId }: PurchasedProduct,
  { bucket, buckets }: { readonly bucket: Bucket; readonly buckets: ReadonlyMap<string, Bucket> },
): Dec {
  const unused = bucket.amount.negated();
  const most = maximumPerInterval === undefined ? unused : Dec.min(unused, dec(maximumPerInterval));
  if (maximumTotal === undefined) return most;
  let inHand = ZERO;
  for (const other of buckets.values()) {
    const isRolled = other.origin === rolloverOrigin(purchaseId) && other.resource === bucket.resource;
    if (isRolled && other.amount.isNegative() && covers(other, bucket.to)) inHand = inHand.minus(other.amount);
  }
  const used = usedAhead(buckets, { purchaseId }, bucket)?.amount ?? ZERO;
  return Dec.min(most, Dec.max(dec(maximumTotal).minus(inHand), used));
}

/**
 * What was used of a grant as rolled over, before it was. It has an end already: a purchase that is cancelled meanwhile, or a product that is
 * changed, gives it no other one.
 */
function usedAhead(
  buckets: ReadonlyMap<string, Bucket>,
  { purchaseId }: Pick<PurchasedProduct, 'purchaseId'>,
  { resource, from }: Bucket,
): Bucket | null {
  const origin = rolloverOrigin(purchaseId);
  for (const bucket of buckets.values()) {
    const isOfIt = bucket.origin === origin && bucket.resource === resource && bucket.from === from;
    if (isOfIt && bucket.amount.isPositive()) return bucket;
  }
  return null;
}

function rolloverDraft(
  { now }: Pick<ChargeContext, 'now'>,
  {
    purchase: { purchaseId },
    product,
    key,
    bucket,
    to,
    amount,
  }: {
    readonly purchase: PurchasedProduct;
    readonly product: Product;
    readonly key: string;
    readonly bucket: Bucket;
    readonly to: Instant;
    readonly amount: Dec;
  },
): DraftEntry {
  const { resource, from } = bucket;
  const rolled = bucketKey({ resource, from, to, origin: rolloverOrigin(purchaseId) });
  return draftEntry({
    kind: 'rollover',
    id: `${purchaseId}:${from}:rollover`,
    at: bucket.to,
    recordedAt: now,
    product: product.code,
    impacts: [
      { resource, bucket: key, amount, charge: null },
      { resource, bucket: rolled, amount: amount.negated(), charge: null },
    ],
  });
}
