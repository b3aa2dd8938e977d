import type { Hold } from '../ledger/entry.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import type { Dec } from '../money/decimal.ts';
import type { RatingContext } from '../rating/rating-context.ts';
import type { Instant } from '../time/instant.ts';
import { type DrawnAmount, drawnByUsage } from './drawn-amounts.ts';
import type { Grant } from './grant-usage.ts';
import { type GroupDraft, groupsOf } from './group-draft.ts';
import { holdsOver, holdId as idOfHold, impactsToHold } from './session-hold.ts';

/** What a session has, from its reservation to its commit. */
export type Reservation = {
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly requested: Dec;
  readonly granted: Dec;
  readonly drawn: readonly DrawnAmount[];
};

type Granted = Grant & { readonly rated: NonNullable<Grant['rated']> };

/**
 * Sets aside what was granted, in the session's own ledger and in those of the owners who share with it. What the session had set aside
 * before is replaced. Nothing is charged: no balance moves.
 */
export function reserveUsage(
  context: RatingContext,
  grant: Granted,
  session: { readonly id: string; readonly fields: Readonly<Record<string, string>>; readonly expiresAt: Instant },
): { readonly drafts: readonly GroupDraft[]; readonly reservation: Reservation } {
  const { now } = context;
  const { entry, shared } = grant.rated;
  const { at } = entry;
  const service = entry.service ?? '';
  const own = context.contract.profile.balanceGroupId;
  const holdId = idOfHold(service, session.id);
  const impacts = new Map([[own, entry], ...shared.map((other) => [other.balanceGroupId, other.entry] as const)]);

  const drafts: GroupDraft[] = [];
  for (const [balanceGroupId, { state }] of groupsOf(context)) {
    const drawn = impacts.get(balanceGroupId);
    const over = holdsOver(state, now, holdId);
    // An owner who no longer shares gets back what was set aside before.
    const ended = drawn === undefined && state.holds.has(holdId) ? [...over, holdId] : over;
    if (drawn === undefined && ended.length === over.length) continue;
    const draft = draftEntry({
      kind: drawn === undefined ? 'release' : 'reserve',
      id: session.id,
      at,
      recordedAt: now,
      service,
      product: entry.product,
      quantity: grant.requested,
      fields: session.fields,
      ...(ended.length === 0 ? {} : { endedHolds: ended }),
    });
    const hold: Hold | null =
      drawn === undefined
        ? null
        : {
            id: holdId,
            service,
            at,
            expiresAt: session.expiresAt,
            quantity: grant.granted,
            impacts: impactsToHold(drawn),
            counts: drawn.counts,
          };
    drafts.push({ balanceGroupId, draft: hold === null ? draft : { ...draft, hold } });
  }
  const drawn = drawnByUsage(own, grant.rated);
  const { requested, granted } = grant;
  return { drafts, reservation: { at, expiresAt: session.expiresAt, requested, granted, drawn } };
}
