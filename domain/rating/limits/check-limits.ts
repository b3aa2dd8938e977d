import type { Impact } from '../../ledger/entry.ts';
import { dec } from '../../money/decimal.ts';
import { err, ok, type Result } from '../../result.ts';
import { bucketsAt } from '../allowances/buckets-at.ts';
import type { RatedAccount, RatingContext } from '../rating-context.ts';
import type { Suspension } from '../suspension.ts';
import { limitsOf, movedBy, totalAt } from './credit-limits.ts';

/**
 * Usage that would bring a total above its limit is refused: always for prepaid, else where the limit is hard. What lowers a total, or leaves it,
 * never is. Sessions' holds count as used.
 */
export function checkLimits(
  context: Pick<RatingContext, 'book' | 'now' | 'without' | 'limits' | 'trace'>,
  account: RatedAccount,
  impacts: readonly Impact[],
): Result<null, Suspension> {
  if (context.limits === 'ignore') return ok(null);
  const { profile } = account.contract;
  for (const { resource, limit, hard } of limitsOf(context.book, profile)) {
    if (limit === null || (!hard && profile.paymentType !== 'prepaid')) continue;
    const moved = movedBy(impacts, resource, context.now);
    if (moved.lte(0)) continue;
    const { book, now, without } = context;
    const buckets = bucketsAt({ ...account, book, now, ...(without === undefined ? {} : { without }) }, now);
    const total = totalAt(buckets.values(), resource, now).plus(moved);
    context.trace?.({ step: 'limit', resource, total, limit: dec(limit) });
    if (total.lte(dec(limit))) continue;
    const detail = `It would bring ${resource} to ${total.toFixed()}, above the limit of ${limit}. Top up or raise the limit and retry, or discard.`;
    return err({ reason: 'LIMIT_REACHED', detail, resource });
  }
  return ok(null);
}
