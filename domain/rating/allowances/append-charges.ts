import type { Resource } from '../../catalog/catalog.ts';
import { workOn } from '../../ledger/append-entries.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import type { Head } from '../../ledger/head.ts';
import { settlePaidAhead } from './settle-paid-ahead.ts';

/** Appends what was charged; money paid ahead pays it at once, entry by entry. */
export function appendCharges(head: Head, drafts: readonly DraftEntry[], money: Resource | undefined): Head {
  if (drafts.length === 0) return head;
  const work = workOn(head);
  for (const draft of drafts) {
    const paid =
      money === undefined ? [] : settlePaidAhead(work.state.buckets, draft.impacts, { money, at: draft.recordedAt });
    work.append(paid.length === 0 ? draft : { ...draft, impacts: [...draft.impacts, ...paid] });
  }
  return work.finish();
}
