import type { Bill } from '../billing/bill.ts';
import { invariant } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import { startOfDayAfter } from '../time/zone-calendar.ts';

/** Days to wait after the first, second, third and fourth failed attempt. After the fifth nothing is tried any more. */
const RETRY_AFTER_DAYS = [1, 3, 5, 7] as const;

/** An attempt to collect what is due failed: why, and when the next one is made. The bill stays open. */
export function failCollection(
  bill: Bill,
  { error, now, zone }: { readonly error: string; readonly now: Instant; readonly zone: string },
): Bill {
  invariant(bill.collection !== null, `bill ${bill.billId} is collected automatically`);
  const days = RETRY_AFTER_DAYS[bill.collection.attempts];
  return {
    ...bill,
    collection: {
      ...bill.collection,
      attempts: bill.collection.attempts + 1,
      nextAt: days === undefined ? null : startOfDayAfter(zone, now, days),
      error,
    },
  };
}
