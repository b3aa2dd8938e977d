import type { DraftEntry } from '../ledger/entry.ts';
import type { RatedAccount, RatingContext } from '../rating/rating-context.ts';

/** An entry for the ledger of a balance group: a session's own, or that of an owner who shares with it. All or none are committed. */
export type GroupDraft = { readonly balanceGroupId: string; readonly draft: DraftEntry };

/** Every balance group that a session may draw on, its own first. */
export function groupsOf(context: RatingContext): ReadonlyMap<string, RatedAccount> {
  const own = context.contract.profile.balanceGroupId;
  return new Map<string, RatedAccount>([[own, context], ...(context.owners ?? [])]);
}
