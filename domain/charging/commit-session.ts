import type { Hold } from '../ledger/entry.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import { rateUsage } from '../rating/rate-usage.ts';
import type { RatedUsage, RatingContext } from '../rating/rating-context.ts';
import type { SuspenseReason, Suspension } from '../rating/suspension.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import { ok, type Result } from '../result.ts';
import { type DrawnAmount, drawnBeyond, drawnByHold, drawnByUsage } from './drawn-amounts.ts';
import { ofQuantity, requestedQuantity } from './grant-usage.ts';
import { type GroupDraft, groupsOf } from './group-draft.ts';
import { holdsOver } from './session-hold.ts';

/** What a session used beyond what was set aside for it. */
export type Overrun = { readonly quantity: Dec; readonly drawn: readonly DrawnAmount[] };

export type CommittedSession = {
  readonly drafts: readonly GroupDraft[];
  readonly rated: RatedUsage;
  readonly drawn: readonly DrawnAmount[];
  /** Null: the session stayed within what was set aside. */
  readonly overrun: Overrun | null;
};

/**
 * Charges what a session used (see servedEvent). It has been served, so no limit refuses it: what was set aside for it is its to use up, and what it
 * used beyond that passes a limit by exactly the overrun. `hold` is null when nothing is set aside any more: then all of it is overrun.
 * Prices that depend on other usage of the cycle are those of the commit; an overrun in money alone shows where they went up meanwhile.
 */
export function commitSession(
  context: RatingContext,
  event: UsageFacts,
  { holdId, hold }: { readonly holdId: string; readonly hold: Hold | null },
): Result<CommittedSession, Suspension> {
  const rated = rateServed({ ...context, without: holdId }, event);
  if (!rated.ok) return rated;
  const own = context.contract.profile.balanceGroupId;
  const drawn = drawnByUsage(own, rated.value);
  return ok({
    drafts: draftsOf(context, rated.value, holdId),
    rated: rated.value,
    drawn,
    overrun: overrunOf(
      { quantity: rated.value.entry.quantity ?? ZERO, drawn },
      hold === null ? NOTHING_HELD : { quantity: hold.quantity, drawn: drawnByHold(context, holdId) },
    ),
  });
}

export const NOTHING_HELD: Overrun = { quantity: ZERO, drawn: [] };

export function overrunOf(used: Overrun, held: Overrun): Overrun | null {
  const quantity = used.quantity.gt(held.quantity) ? used.quantity.minus(held.quantity) : ZERO;
  const drawn = drawnBeyond(used.drawn, held.drawn);
  return quantity.isZero() && drawn.length === 0 ? null : { quantity, drawn };
}

/** As reserved, if it can be: an owner who is at a limit then still stands in for nobody. Else whatever the limits say. */
function rateServed(context: RatingContext, event: UsageFacts): Result<RatedUsage, Suspension> {
  const allowed = rateUsage(context, event);
  if (allowed.ok || !SERVED_ANYWAY.has(allowed.error.reason)) return allowed;
  return rateUsage({ ...context, limits: 'ignore' }, event);
}

/** What keeps usage from being served, and comes too late for what was. */
const SERVED_ANYWAY: ReadonlySet<SuspenseReason> = new Set(['LIMIT_REACHED', 'NOT_ACTIVE']);

/** The event that a session's final measure makes it: one in billed units becomes fields like any event's. */
export function servedEvent(context: RatingContext, event: UsageFacts): Result<UsageFacts, Suspension> {
  const serviceType = context.book.serviceTypes.get(event.serviceType);
  if (serviceType === undefined || event.quantity === undefined) return ok(event);
  const quantity = requestedQuantity(serviceType, event);
  return quantity.ok ? ok(ofQuantity(serviceType, event, quantity.value)) : quantity;
}

/** The usage entry ends the hold; an owner whose part is not needed gets it back. */
function draftsOf(context: RatingContext, { entry, shared }: RatedUsage, holdId: string): readonly GroupDraft[] {
  const own = context.contract.profile.balanceGroupId;
  const charged = new Map([[own, entry], ...shared.map((other) => [other.balanceGroupId, other.entry] as const)]);
  const drafts: GroupDraft[] = [];
  for (const [balanceGroupId, { state }] of groupsOf(context)) {
    const ended = [...holdsOver(state, context.now, holdId), ...(state.holds.has(holdId) ? [holdId] : [])];
    const draft = charged.get(balanceGroupId);
    const endedHolds = ended.length === 0 ? {} : { endedHolds: ended };
    if (draft !== undefined) drafts.push({ balanceGroupId, draft: { ...draft, ...endedHolds } });
    else if (state.holds.has(holdId)) {
      const { id, at, service } = entry;
      const release = draftEntry({ kind: 'release', id, at, recordedAt: context.now, service, endedHolds: ended });
      drafts.push({ balanceGroupId, draft: release });
    }
  }
  return drafts;
}
