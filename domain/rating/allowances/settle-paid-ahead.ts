import type { Resource } from '../../catalog/catalog.ts';
import { RUNNING } from '../../ledger/bucket-key.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import { type Dec, ZERO } from '../../money/decimal.ts';
import type { Instant } from '../../time/instant.ts';
import { consumeAllowance } from './consume-allowance.ts';

/**
 * Money paid ahead (a top-up, money that a voucher granted) pays charges before anything is owed: a top-up of 50 is −50, a charge of
 * 12 makes it −38. The charge itself stays whole on the running bucket and on its bill line; a pair of impacts moves what is
 * paid from one to the other. So what is left on the running bucket is what the bill demands.
 */
export function settlePaidAhead(
  buckets: ReadonlyMap<string, Bucket>,
  charges: readonly Impact[],
  { money, at }: { readonly money: Resource; readonly at: Instant },
): readonly Impact[] {
  if (!hasMoneyAhead(buckets, money.code)) return [];
  const owed = new Map<string, Dec>();
  for (const { bucket, amount, charge, resource } of charges) {
    if (charge !== null && resource === money.code) owed.set(bucket, (owed.get(bucket) ?? ZERO).plus(amount));
  }
  return payAhead(buckets, owed, { money, at });
}

/** Pays what running buckets owe, one after the other, as far as the money paid ahead goes. */
export function payAhead(
  buckets: ReadonlyMap<string, Bucket>,
  owed: ReadonlyMap<string, Dec>,
  { money, at }: { readonly money: Resource; readonly at: Instant },
): readonly Impact[] {
  const settled: Impact[] = [];
  const ahead = new Map([...buckets].filter(([, { origin }]) => origin !== RUNNING));
  for (const [running, amount] of owed) {
    if (amount.lte(0)) continue;
    const { impacts, remaining } = consumeAllowance(ahead, money, at, amount);
    for (const { bucket, amount: taken } of impacts) {
      const known = ahead.get(bucket);
      if (known !== undefined) ahead.set(bucket, { ...known, amount: known.amount.plus(taken) });
    }
    const paid = amount.minus(remaining);
    if (paid.isZero()) continue;
    settled.push(...impacts, { resource: money.code, bucket: running, amount: paid.negated(), charge: null });
  }
  return settled;
}

/** True if any money was paid ahead and is left. */
export function hasMoneyAhead(buckets: ReadonlyMap<string, Bucket>, money: string): boolean {
  for (const { resource, origin, amount } of buckets.values()) {
    if (resource === money && origin !== RUNNING && amount.isNegative()) return true;
  }
  return false;
}
