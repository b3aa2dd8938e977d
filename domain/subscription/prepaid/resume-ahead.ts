import type { DraftEntry } from '../../ledger/entry.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant } from '../../time/instant.ts';
import { later } from '../../time/order.ts';
import { chargeArrear } from '../charges/charge-arrear.ts';
import { type Charged, productOf } from '../charges/charge-recurring.ts';
import type { PurchasedProduct } from '../subscription.ts';
import { type Ahead, type Progress, renewUnit, startUnit } from './charge-unit.ts';
import { type Funds, takeFrom } from './funds.ts';
import { suspendedSince, suspendUnit } from './renew-ahead.ts';
import { goOn, isSuspended, isWaiting, toSuspension } from './suspension.ts';
import { type Unit, unitsOf } from './units.ts';

/**
 * Takes up what is suspended, as far as the money in hand goes: from now on, like a purchase that begins now, so that a part of an interval
 * costs its days and allowances come whole. The time of the suspension costs nothing. Plans go before their add-ons, which wait with them.
 */
export function resumeAhead(ahead: Ahead, funds: Funds): Result<Progress, Refusal> {
  const { purchases: before } = ahead.profile;
  let progress: Progress = { purchases: before, drafts: [], funds };
  const down = new Set<string>();
  for (const unit of unitsOf(before)) {
    const since = suspendedSince(before, unit);
    if (since === null || down.has(unit.subscriptionId)) continue;
    const resumed = resumeUnit(ahead, progress, unit, since);
    if (!resumed.ok) return resumed;
    if (resumed.value !== null) progress = resumed.value;
    else if (unit.isPlan) down.add(unit.subscriptionId);
  }
  return ok(progress);
}

/** Null: the money covers nothing more than it did. */
function resumeUnit(ahead: Ahead, before: Progress, unit: Unit, since: Instant): Result<Progress | null, Refusal> {
  const { now, billPeriodOf } = ahead;
  let { purchases } = before;
  const drafts: DraftEntry[] = [];
  for (const place of unit.places) {
    const purchase = purchases[place];
    // What is over waits for the job that ends it.
    if (purchase === undefined || !isWaiting(purchase) || purchase.validTo <= now) continue;
    const settled = settleArrear(ahead, purchase);
    if (!settled.ok) return settled;
    drafts.push(...settled.value.drafts);
    purchases = purchases.with(place, goOn(settled.value.purchase, now));
  }
  // What was in arrear is owed for the time before, whatever comes of the time that comes.
  const { funds } = takeFrom(before.funds, drafts, ahead);
  const goingOn: Progress = { purchases, drafts: [...before.drafts, ...drafts], funds };
  const started = startUnit(ahead, goingOn, unit);
  if (!started.ok || started.value === null) return started;
  const renewed = renewUnit(ahead, started.value, unit, billPeriodOf(now).to);
  if (!renewed.ok) return renewed;
  const { stoppedAt, ...more } = renewed.value;
  if (stoppedAt === null) return ok(more);
  return ok(
    stoppedAt <= later(since, now) ? null : { ...more, purchases: suspendUnit(more.purchases, unit, stoppedAt) },
  );
}

/** What is in arrear for the time before the suspension, as when a purchase ends. One that is still to be suspended ends nothing. */
function settleArrear(
  { profile, book, billPeriodOf, now }: Ahead,
  purchase: PurchasedProduct,
): Result<Charged, Refusal> {
  const product = productOf(book, purchase);
  if (!product.ok) return product;
  const hasStopped = purchase.status === 'active' && isSuspended(purchase, now);
  if (product.value.cycle !== 'arrear' || !hasStopped) return ok({ drafts: [], purchase });
  return chargeArrear({ profile, book, billPeriodOf, now }, purchase, toSuspension(purchase));
}
