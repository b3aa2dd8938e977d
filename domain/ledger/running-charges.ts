import { type Dec, ZERO } from '../money/decimal.ts';
import { covers, type Instant } from '../time/instant.ts';
import { RUNNING } from './bucket-key.ts';
import type { Bucket, Head } from './head.ts';

/** Whether a bucket counts in its resource's total: grants within their validity, owed money for ever. */
export const countsAt = (bucket: Bucket, at: Instant): boolean => bucket.origin === RUNNING || covers(bucket, at);

export type NetAndTax = { readonly net: Dec; readonly tax: Dec };

/** What is charged so far for the bill period that begins at `cycle`: exact, not yet rounded for a bill. */
export function runningCharges(head: Pick<Head, 'unbilled'>, cycle: Instant): NetAndTax {
  let net = ZERO;
  let tax = ZERO;
  for (const line of head.unbilled.values()) {
    if (line.cycle !== cycle) continue;
    net = net.plus(line.net);
    tax = tax.plus(line.tax);
  }
  return { net, tax };
}
