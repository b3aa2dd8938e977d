import type { Bill } from '../../../lib/answers.ts';
import { addDecimals } from '../../../lib/decimal-text.ts';
import { dayOf } from '../../../lib/format-time.ts';

/** Net amounts of one month, as decimal texts. */
export type RevenueMonth = {
  readonly month: string;
  readonly recurring: string;
  readonly usage: string;
  readonly other: string;
  readonly total: string;
};

type Line = Bill['lines'][number];

/** Charges for a time are recurring, charges for events usage; the rest happened once. */
const partOf = ({ from, events }: Line): 'recurring' | 'usage' | 'other' =>
  from !== null ? 'recurring' : events > 0 ? 'usage' : 'other';

/** Splits the months' totals by what the bills finalised in them were for. */
export function revenueMonths(
  totals: readonly { readonly month: string; readonly net: string }[],
  bills: readonly Bill[],
  zone: string,
): readonly RevenueMonth[] {
  return totals.map(({ month, net }) => {
    const parts = { recurring: '0', usage: '0', other: '0' };
    for (const bill of bills) {
      if (bill.finalisedAt === null || dayOf(bill.finalisedAt, zone).slice(0, 7) !== month) continue;
      for (const line of bill.lines) parts[partOf(line)] = addDecimals(parts[partOf(line)], line.net);
    }
    return { month, ...parts, total: net };
  });
}
