import type { Resource } from '../catalog/catalog.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { workOn } from '../ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Impact } from '../ledger/entry.ts';
import type { Head } from '../ledger/head.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { Dec, type DecimalText, dec, ZERO } from '../money/decimal.ts';
import { raiseAlarms } from '../rating/limits/raise-alarms.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import { FOREVER, type Instant, type Period } from '../time/instant.ts';

/** Money or units that an operator puts into a balance group by hand. */
export type NewBalance = {
  readonly resource: string;
  /** Above zero. */
  readonly amount: DecimalText;
  /** Credit is in hand and lowers the total; debit raises it. */
  readonly direction: 'credit' | 'debit';
  /** From now on: to the end of the cycle, to a time, or without end. */
  readonly validity: 'cycle' | 'infinite' | { readonly until: Instant };
  readonly note: string;
};

export type PutBalance = {
  readonly head: Head;
  /** Key of the new bucket. */
  readonly bucket: string;
  /** What of it paid at once for what was owed already. */
  readonly settled: Dec;
};

/**
 * A bucket of its own with one entry. Money can only be put in hand: it is a means of payment and bears no tax; what a customer owes is
 * charged with a product, which says bill item and tax. Money in hand pays what is owed and not billed yet, as it pays what comes.
 */
export function putBalance(
  balance: NewBalance,
  {
    head,
    profile,
    book,
    id,
    now,
  }: {
    readonly head: Head;
    readonly profile: RatingProfile;
    readonly book: PriceBook;
    readonly id: string;
    readonly now: Instant;
  },
): Result<PutBalance, Refusal> {
  const resource = book.resources.get(balance.resource);
  const refused = refuse(balance, { resource, profile, now });
  if (refused !== null || resource === undefined) return err(refused ?? NO_RESOURCE);
  const isMoney = resource.kind === 'monetary';
  const origin = `${isMoney ? 'top-up' : 'manual'}:${id}`;
  const bucket = bucketKey({ resource: resource.code, ...periodOf(balance, head, now), origin });
  const amount = dec(balance.amount);
  const paid = isMoney ? payOwed(head, { resource: resource.code, bucket, amount }) : [];
  const put: Impact = {
    resource: resource.code,
    bucket,
    amount: balance.direction === 'credit' ? amount.negated() : amount,
    charge: null,
  };
  const impacts = [put, ...paid];
  const work = workOn(head);
  const alarms = raiseAlarms({ state: work.state, profile, book, now }, impacts);
  const entry = draftEntry({
    kind: isMoney ? 'top-up' : 'adjustment',
    ...{ id, at: now, recordedAt: now, impacts, note: balance.note },
    ...(alarms === null ? {} : { alarms }),
  });
  const settled = paid.reduce((sum, impact) => (impact.bucket === bucket ? sum.plus(impact.amount) : sum), ZERO);
  work.append(entry);
  return ok({ head: work.finish(), bucket, settled });
}

const field = (pointer: string, message: string): Refusal =>
  refusal('request.invalid', 'This balance cannot be created.', [{ pointer, message }]);
const NO_RESOURCE = field('/resource', 'There is no such resource in the catalog.');

function refuse(
  { amount, direction, validity }: NewBalance,
  { resource, profile, now }: { resource: Resource | undefined; profile: RatingProfile; now: Instant },
): Refusal | null {
  if (profile.status === 'closed') return refusal('customer.state', 'This account is closed.');
  if (resource === undefined) return NO_RESOURCE;
  if (resource.counter === true) return field('/resource', `${resource.code} only counts: it has no balance.`);
  if (typeof validity === 'object' && validity.until <= now) {
    return field('/validity/until', 'Name a time that is still to come.');
  }
  const isMoney = resource.kind === 'monetary';
  const digits = isMoney ? resource.billingScale : resource.ratingScale;
  if (dec(amount).decimalPlaces() > digits) return field('/amount', `Give at most ${digits} digits after the point.`);
  if (!isMoney) return null;
  if (resource.code !== profile.resource)
    return field('/resource', `This balance group is billed in ${profile.resource}.`);
  if (direction === 'credit') return null;
  return field('/direction', 'Money can only be put in hand. Charge what is owed with a product.');
}

function periodOf({ validity }: NewBalance, { cycles }: Head, now: Instant): Period {
  if (validity === 'infinite') return { from: now, to: FOREVER };
  if (validity !== 'cycle') return { from: now, to: validity.until };
  // A cycle that is over and not billed yet is not the current one.
  const { to } = cycles.active.to > now ? cycles.active : cycles.next;
  return { from: now, to };
}

/** Oldest cycle first: a pair of impacts for each moves what is paid. */
function payOwed(
  { buckets }: Head,
  { resource, bucket, amount }: { readonly resource: string; readonly bucket: string; readonly amount: Dec },
): readonly Impact[] {
  let left = amount;
  const impacts: Impact[] = [];
  const owed = [...buckets].filter(([, one]) => one.resource === resource && one.origin === RUNNING);
  for (const [running, one] of owed.toSorted(([, a], [, b]) => a.from - b.from)) {
    const paid = Dec.min(left, one.amount);
    if (paid.lte(ZERO)) continue;
    left = left.minus(paid);
    impacts.push({ resource, bucket, amount: paid, charge: null });
    impacts.push({ resource, bucket: running, amount: paid.negated(), charge: null });
  }
  return impacts;
}
