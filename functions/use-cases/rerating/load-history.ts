import type { LedgerHistory } from '../../../domain/rerating/rerate-entries.ts';
import { cycleAt } from '../../../domain/time/cycle.ts';
import type { CycleRule } from '../../../domain/time/cycle-rule.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, Ledgers } from '../../ports.ts';
import { ledgerEntries } from '../customers/ledger-entries.ts';

/** More entries than this are not looked at again at once. */
export const MOST_ENTRIES = 200_000;

/** Tiers and allowances of an event begin with its cycle: so must whoever looks at it again. */
export const startOfHistory = (rule: CycleRule | null, from: Instant): Instant =>
  rule === null ? from : Math.min(from, cycleAt(rule, from).from);

/** A ledger with every entry whose time is not before `start`. Entries of one instant of the ledger: the head's. */
export async function loadHistory(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  { head, profile }: Account,
  start: Instant,
): Promise<LedgerHistory> {
  const entries = await ledgerEntries({ ledgers }, head, { from: start, to: Math.max(start, head.sealedThrough) });
  return { head, profile, entries: entries.filter(({ at }) => at >= start) };
}
