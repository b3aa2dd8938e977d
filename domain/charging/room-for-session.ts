import { liveHolds } from '../rating/allowances/live-holds.ts';
import type { RatedUsage, RatingContext } from '../rating/rating-context.ts';
import { groupsOf } from './group-draft.ts';
import { holdId } from './session-hold.ts';

/** Holds lie in the ledger's head, which every write of it carries: so many are about 100 KB of its 400. */
export const MOST_SESSIONS = 1000;

/** Whether every ledger that the usage draws on can keep one more open session, unless it is one that it keeps already. */
export function hasRoomFor(context: RatingContext, { entry, shared }: RatedUsage, sessionId: string): boolean {
  const id = holdId(entry.service ?? '', sessionId);
  const drawn = new Set(shared.map(({ balanceGroupId }) => balanceGroupId));
  drawn.add(context.contract.profile.balanceGroupId);
  return [...groupsOf(context)].every(([balanceGroupId, { state }]) => {
    if (!drawn.has(balanceGroupId) || state.holds.size < MOST_SESSIONS || state.holds.has(id)) return true;
    return [...liveHolds(state, { now: context.now })].length < MOST_SESSIONS;
  });
}
