import type { Impact } from '../ledger/entry.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import type { RatedUsage, RatingContext } from '../rating/rating-context.ts';
import { groupsOf } from './group-draft.ts';

/** What usage takes of one resource of one balance group: money with its tax, units. */
export type DrawnAmount = { readonly balanceGroupId: string; readonly resource: string; readonly amount: Dec };

type Moves = readonly Pick<Impact, 'resource' | 'amount'>[];

/** Sums what moves in each balance group by resource. What moves back and forth is nothing. */
export function drawnAmounts(
  moves: Iterable<readonly [balanceGroupId: string, impacts: Moves]>,
): readonly DrawnAmount[] {
  const drawn = new Map<string, DrawnAmount>();
  for (const [balanceGroupId, impacts] of moves) {
    for (const { resource, amount } of impacts) {
      const key = `${balanceGroupId}|${resource}`;
      drawn.set(key, { balanceGroupId, resource, amount: (drawn.get(key)?.amount ?? ZERO).plus(amount) });
    }
  }
  return [...drawn.values()].filter(({ amount }) => !amount.isZero());
}

/** What rated usage takes, of its own balance group and of the owners' who share with it. */
export const drawnByUsage = (balanceGroupId: string, { entry, shared }: RatedUsage): readonly DrawnAmount[] =>
  drawnAmounts([
    [balanceGroupId, entry.impacts],
    ...shared.map((other) => [other.balanceGroupId, other.entry.impacts] as const),
  ]);

/** What a session has set aside. */
export const drawnByHold = (context: RatingContext, holdId: string): readonly DrawnAmount[] =>
  drawnAmounts(
    [...groupsOf(context)].map(
      ([balanceGroupId, { state }]) => [balanceGroupId, state.holds.get(holdId)?.impacts ?? []] as const,
    ),
  );

/** By how much the one passes the other, where it does. */
export const drawnBeyond = (drawn: readonly DrawnAmount[], held: readonly DrawnAmount[]): readonly DrawnAmount[] =>
  drawn.flatMap((one) => {
    const same = held.find(
      ({ balanceGroupId, resource }) => balanceGroupId === one.balanceGroupId && resource === one.resource,
    );
    const amount = one.amount.minus(same?.amount ?? ZERO);
    return amount.gt(0) ? [{ ...one, amount }] : [];
  });
