import type { Entry } from '../ledger/entry.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import type { RatingContext } from '../rating/rating-context.ts';
import { NOTHING_HELD, type Overrun, overrunOf } from './commit-session.ts';
import { type DrawnAmount, drawnAmounts } from './drawn-amounts.ts';
import type { Session } from './find-session.ts';
import { groupsOf } from './group-draft.ts';
import { holdId } from './session-hold.ts';

export type FirstResult = {
  readonly reservation: 'held' | 'ended' | 'unknown';
  readonly quantity: Dec;
  readonly product: string | null;
  readonly drawn: readonly DrawnAmount[];
  readonly overrun: Overrun | null;
};

/** What was told when the session was charged, told again from the entries that it left in its own ledger and in the owners'. */
export function firstResult(
  context: RatingContext,
  entriesOf: (balanceGroupId: string) => readonly Entry[],
  { usage, asked }: Extract<Session, { state: 'committed' }>,
): FirstResult {
  const own = context.contract.profile.balanceGroupId;
  const groups = [...groupsOf(context).keys()];
  const ofSession = (balanceGroupId: string, kind: Entry['kind']): readonly Entry[] =>
    entriesOf(balanceGroupId).filter(
      (entry) =>
        entry.kind === kind && entry.id === usage.id && entry.service === usage.service && entry.at === usage.at,
    );

  const quantity = usage.quantity ?? ZERO;
  const drawn = drawnAmounts([
    [own, usage.impacts],
    ...groups.flatMap((group) => ofSession(group, 'shared').map(({ impacts }) => [group, impacts] as const)),
  ]);
  const hold = asked?.hold;
  const ended = usage.endedHolds?.includes(holdId(usage.service ?? '', usage.id)) ?? false;
  const wasHeld = hold !== undefined && ended && hold.expiresAt > usage.recordedAt;
  const held = wasHeld
    ? {
        quantity: hold.quantity,
        drawn: drawnAmounts(groups.map((group) => [group, ofSession(group, 'reserve').at(-1)?.hold?.impacts ?? []])),
      }
    : NOTHING_HELD;
  const reservation = wasHeld ? 'held' : asked === null ? 'unknown' : 'ended';
  return { reservation, quantity, product: usage.product, drawn, overrun: overrunOf({ quantity, drawn }, held) };
}
