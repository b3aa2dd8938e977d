import type { Entry } from '../../../domain/ledger/entry.ts';
import { type Dec, ZERO } from '../../../domain/money/decimal.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Period } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';
import type { Call } from '../call.ts';
import { ledgerEntries } from '../customers/ledger-entries.ts';
import { loadGroup, type SharingReads } from './load-group.ts';

/** What one member used of what a group shares, by resource: money with tax, or units. */
type MemberUsage = {
  readonly customerId: string;
  readonly name: string;
  readonly events: number;
  readonly used: ReadonlyMap<string, Dec>;
};

export type GroupUsage = {
  readonly groupId: string;
  readonly period: Period;
  readonly members: readonly MemberUsage[];
};

type UsageReads = SharingReads & { readonly ledgers: Pick<Ledgers, 'load' | 'sealedEntries'> };

/** What the members of a group used in the open cycle of its owner, as the owner's ledger took it over. */
export const sharingUsage =
  (reads: UsageReads) =>
  async ({ siteId, now }: Pick<Call, 'siteId' | 'now'>, groupId: string): Promise<Result<GroupUsage, Refusal>> => {
    const found = await loadGroup(reads, siteId, groupId);
    if (!found.ok) return found;
    const { head } = found.value.owner.account;
    // A cycle that is over and not billed yet is not the open one.
    const { from, to } = head.cycles.active.to > now ? head.cycles.active : head.cycles.next;
    const entries = await ledgerEntries(reads, head, { from, to: to - 1 });
    const shared = entries.filter(({ at, shared }) => from <= at && at < to && shared?.groupId === groupId);
    const byMember = Map.groupBy(shared, (entry) => entry.shared?.customerId ?? '');
    const members = await Promise.all(
      [...byMember].map(async ([customerId, taken]): Promise<MemberUsage> => {
        const customer = await reads.records.get('customer', siteId, { customerId });
        const events = taken.filter(({ kind }) => kind === 'shared').length;
        return { customerId, name: customer?.name ?? customerId, events, used: sumByResource(taken) };
      }),
    );
    return ok({ groupId, period: { from, to }, members: members.toSorted((a, b) => b.events - a.events) });
  };

/** What money in hand paid moves from one bucket to another and cancels out. */
function sumByResource(entries: readonly Entry[]): ReadonlyMap<string, Dec> {
  const sums = new Map<string, Dec>();
  for (const { resource, amount } of entries.flatMap(({ impacts }) => impacts)) {
    sums.set(resource, (sums.get(resource) ?? ZERO).plus(amount));
  }
  return sums;
}
