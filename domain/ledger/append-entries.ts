import type { DraftEntry, Entry } from './entry.ts';
import { applyEntry, type LedgerState } from './fold.ts';
import type { Head } from './head.ts';

/** A head being worked on: rating looks at its state between one event and the next. */
export type LedgerWork = {
  readonly state: LedgerState;
  readonly append: (draft: DraftEntry) => Entry;
  readonly finish: () => Head;
};

export function workOn(head: Head): LedgerWork {
  const state: LedgerState = {
    seq: head.seq,
    cycles: head.cycles,
    usageCount: head.usageCount,
    buckets: new Map(head.buckets),
    counters: new Map(head.counters),
    unbilled: new Map(head.unbilled),
    holds: new Map(head.holds),
    alarms: new Set(head.alarms),
  };
  const appended: Entry[] = [];
  return {
    state,
    append(draft) {
      const entry: Entry = { seq: state.seq + 1, ...draft };
      applyEntry(state, entry);
      appended.push(entry);
      return entry;
    },
    finish: () => ({ ...head, ...state, tail: [...head.tail, ...appended] }),
  };
}

/** The only way a balance changes: entries get their position and are folded into the head. */
export function appendEntries(head: Head, drafts: readonly DraftEntry[]): Head {
  const work = workOn(head);
  for (const draft of drafts) work.append(draft);
  return work.finish();
}
