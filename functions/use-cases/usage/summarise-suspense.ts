import type { Records } from '../../ports.ts';
import { everyItem } from '../every-item.ts';

/** What waits, by reason; the most frequent first. `isWhole` is false where there is more than was counted. */
export type SuspenseSummary = {
  readonly open: number;
  readonly isWhole: boolean;
  readonly reasons: readonly { readonly reason: string; readonly open: number; readonly newestAt: number }[];
};

/** Counted newest first; whoever has more than this waiting has one cause, and sees it here. */
const MOST_COUNTED = 10_000;

export const summariseSuspense =
  (ports: { readonly records: Pick<Records, 'find'> }) =>
  async (siteId: string): Promise<SuspenseSummary> => {
    const byReason = new Map<string, { open: number; readonly newestAt: number }>();
    let open = 0;
    let isWhole = true;
    for await (const { reason, receivedAt } of everyItem(ports, 'suspenseOfSite', siteId, { status: 'open' })) {
      if (open === MOST_COUNTED) {
        isWhole = false;
        break;
      }
      open += 1;
      const known = byReason.get(reason);
      if (known === undefined) byReason.set(reason, { open: 1, newestAt: receivedAt });
      else known.open += 1;
    }
    const reasons = [...byReason].map(([reason, counted]) => ({ reason, ...counted }));
    return { open, isWhole, reasons: reasons.toSorted((a, b) => b.open - a.open || (a.reason < b.reason ? -1 : 1)) };
  };
