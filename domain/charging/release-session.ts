import type { Hold } from '../ledger/entry.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import type { RatingContext } from '../rating/rating-context.ts';
import { type GroupDraft, groupsOf } from './group-draft.ts';
import { holdsOver } from './session-hold.ts';

/** Gives back what a session has set aside, in every ledger where it has. */
export function releaseSession(
  context: RatingContext,
  sessionId: string,
  { id, service, at }: Pick<Hold, 'id' | 'service' | 'at'>,
): readonly GroupDraft[] {
  return [...groupsOf(context)].flatMap(([balanceGroupId, { state }]) => {
    if (!state.holds.has(id)) return [];
    const endedHolds = [...holdsOver(state, context.now, id), id];
    const entry = { kind: 'release', id: sessionId, at, recordedAt: context.now, service, endedHolds } as const;
    return [{ balanceGroupId, draft: draftEntry(entry) }];
  });
}
