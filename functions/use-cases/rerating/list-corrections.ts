import type { TaskOrder } from '../../../domain/jobs/task.ts';
import { correctionNote } from '../../../domain/rerating/correction-note.ts';
import type { Account, Ledgers } from '../../ports.ts';
import { type EntryPage, type EntryPosition, endOf, newestEntries } from '../customers/newest-entries.ts';
import { loadPastOwners } from '../usage/open-accounts.ts';

type Order = Extract<TaskOrder, { readonly task: 're-rating' }>;
export type Corrections = EntryPage & { readonly accounts: readonly Account[] };

/**
 * What a re-rating posted for the usage of one balance group, newest event first: in its own ledger, and in those of owners who had taken
 * a part over. Null: there is no such balance group.
 */
export const listCorrections =
  ({ ledgers }: { readonly ledgers: Ledgers }) =>
  async (
    siteId: string,
    {
      runId,
      order,
      balanceGroupId,
    }: { readonly runId: string; readonly order: Order; readonly balanceGroupId: string },
    page: { readonly after: EntryPosition | null; readonly limit: number },
  ): Promise<Corrections | null> => {
    const account = await ledgers.load(siteId, balanceGroupId);
    if (account === null) return null;
    const accounts = [account, ...(await loadPastOwners(ledgers, account))];
    const note = correctionNote(order, runId);
    const found = await newestEntries({ ledgers })(accounts, {
      // What expired later is corrected with the event that it hangs on, at the time of its expiry.
      ...{ from: order.from, to: endOf(accounts) },
      ...page,
      keep: ({ kind, note: written, shared }, ledger) =>
        kind === 'rerating' &&
        written === note &&
        shared?.balanceGroupId === (ledger === balanceGroupId ? undefined : balanceGroupId),
    });
    return { ...found, accounts };
  };
