import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import { earlier } from '../../time/order.ts';
import { type Ahead, type Progress, startUnit } from './charge-unit.ts';
import type { Funds } from './funds.ts';
import { suspendedSince, suspendUnit } from './renew-ahead.ts';
import { unitsOf } from './units.ts';

/**
 * Starts a prepaid customer's purchases whose time has come, unit by unit, with the money in hand. What it does not cover wholly waits, suspended
 * from its own start; an add-on waits with its plan.
 */
export function startAhead(ahead: Ahead, funds: Funds): Result<Progress, Refusal> {
  const { profile, now } = ahead;
  let progress: Progress = { purchases: profile.purchases, drafts: [], funds };
  const down = new Set<string>();
  for (const unit of unitsOf(profile.purchases)) {
    const { subscriptionId, isPlan, places } = unit;
    const due = places
      .flatMap((place) => progress.purchases[place] ?? [])
      .filter(({ status, validFrom, suspendedAt }) => {
        return status === 'pending' && validFrom <= now && suspendedAt === undefined;
      });
    const isDown = down.has(subscriptionId) || suspendedSince(progress.purchases, unit) !== null;
    if (isPlan && isDown) down.add(subscriptionId);
    if (due.length === 0) continue;
    const started = isDown ? ok(null) : startUnit(ahead, progress, unit);
    if (!started.ok) return started;
    if (started.value !== null) {
      progress = started.value;
      continue;
    }
    const since = due.reduce((first, { validFrom }) => earlier(first, validFrom), now);
    progress = { ...progress, purchases: suspendUnit(progress.purchases, unit, since) };
    if (isPlan) down.add(subscriptionId);
  }
  return ok(progress);
}
