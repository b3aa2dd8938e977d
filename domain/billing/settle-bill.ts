import type { Resource } from '../catalog/catalog.ts';
import { bucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Impact } from '../ledger/entry.ts';
import type { Head } from '../ledger/head.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import { payAhead } from '../rating/allowances/settle-paid-ahead.ts';
import { FOREVER, type Instant, type Period } from '../time/instant.ts';

/** The origin of the buckets that hold what prepaid bills gave back. */
const CREDITED = 'credited';

/**
 * The last word on money paid ahead before a bill is made. What the ended cycle still owes is paid with what is in hand now: it may have come
 * after the charge. What it owes a prepaid customer is money paid ahead again: as a credit for bills it would lie where no usage finds it.
 */
export function settleBill(
  { buckets }: Pick<Head, 'buckets'>,
  {
    money,
    ended,
    isPrepaid,
    now,
  }: { readonly money: Resource; readonly ended: Period; readonly isPrepaid: boolean; readonly now: Instant },
): readonly Impact[] {
  const resource = money.code;
  const running = bucketKey({ resource, from: ended.from, to: ended.to, origin: RUNNING });
  const owed = buckets.get(running)?.amount ?? ZERO;
  if (owed.gt(0)) return payAhead(buckets, new Map([[running, owed]]), { money, at: now });
  if (owed.isZero() || !isPrepaid) return [];
  const credited = bucketKey({ resource, from: ended.to, to: FOREVER, origin: CREDITED });
  return [moved(resource, running, owed.negated()), moved(resource, credited, owed)];
}

const moved = (resource: string, bucket: string, amount: Dec): Impact => ({ resource, bucket, amount, charge: null });
