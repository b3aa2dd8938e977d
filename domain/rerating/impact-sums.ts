import { bucketKey, parseBucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Count, Impact } from '../ledger/entry.ts';
import { lineKey } from '../ledger/line-key.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import type { Period } from '../time/instant.ts';

/** Impacts that agree in bucket and bill line, added up. */
export type ImpactSums = ReadonlyMap<string, Impact>;

export function sumImpacts(impacts: Iterable<Impact>): ImpactSums {
  const sums = new Map<string, Impact>();
  for (const impact of impacts) {
    const { resource, bucket, charge } = impact;
    const key = `${resource} ${bucket} ${charge === null ? '' : lineKey(charge)}`;
    const found = sums.get(key);
    sums.set(key, found === undefined ? impact : plus(found, impact));
  }
  return sums;
}

function plus(left: Impact, right: Impact): Impact {
  const amount = left.amount.plus(right.amount);
  if (left.charge === null || right.charge === null) return { ...left, amount };
  const tax = left.charge.tax.plus(right.charge.tax);
  const quantity = left.charge.quantity.plus(right.charge.quantity);
  return { ...left, amount, charge: { ...left.charge, tax, quantity } };
}

const negated = ({ charge, amount, ...rest }: Impact): Impact => ({
  ...rest,
  amount: amount.negated(),
  charge: charge === null ? null : { ...charge, tax: charge.tax.negated(), quantity: charge.quantity.negated() },
});

const isNothing = ({ amount, charge }: Impact): boolean =>
  amount.isZero() && (charge === null || (charge.tax.isZero() && charge.quantity.isZero()));

/** What must be added to `before` to make it `after`; nothing where they agree. */
export const impactsBetween = (before: Iterable<Impact>, after: Iterable<Impact>): readonly Impact[] =>
  [...sumImpacts([...after, ...[...before].map(negated)]).values()].filter((impact) => !isNothing(impact));

/** The same for counters. */
export function countsBetween(before: Iterable<Count>, after: Iterable<Count>): readonly Count[] {
  const sums = new Map<string, Dec>();
  const add = (counter: string, amount: Dec) => sums.set(counter, (sums.get(counter) ?? ZERO).plus(amount));
  for (const { counter, amount } of after) add(counter, amount);
  for (const { counter, amount } of before) add(counter, amount.negated());
  return [...sums].filter(([, amount]) => !amount.isZero()).map(([counter, amount]) => ({ counter, amount }));
}

/** The same impact, charged on another bill period: money of a billed cycle is corrected on the bill that is open now. */
export function chargedOn(impact: Impact, period: Period): Impact {
  const { resource, bucket, charge } = impact;
  if (parseBucketKey(bucket).origin !== RUNNING) return impact;
  return {
    ...impact,
    bucket: bucketKey({ resource, ...period, origin: RUNNING }),
    charge: charge === null ? null : { ...charge, cycle: period.from },
  };
}
