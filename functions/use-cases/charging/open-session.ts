import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { GroupDraft } from '../../../domain/charging/group-draft.ts';
import { holdId } from '../../../domain/charging/session-hold.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { RatingContext } from '../../../domain/rating/rating-context.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { UsageLedgers, UsageNeeds } from '../../ports.ts';
import { sealedOf } from '../usage/known-events.ts';
import {
  loadOwners,
  type OpenAccount,
  type OpenAccounts,
  type OwnersTaxes,
  openAccounts,
  ratedOwners,
} from '../usage/open-accounts.ts';
import { usageNeeds } from '../usage/usage-needs.ts';

/** Everything that a session may draw on, as it stands, and what each ledger may have of the session: its tail, and what is sealed of its time. */
export type OpenSession = { readonly accounts: OpenAccounts; readonly entries: ReadonlyMap<string, readonly Entry[]> };

/** Whose account a session is charged to, and when; services that may be meant by its identifier. */
export type SessionAccount = {
  readonly siteId: string;
  readonly balanceGroupId: string;
  readonly serviceIds: readonly string[];
  readonly at: Instant;
  readonly now: Instant;
  /** What it has set aside tells when it began, if the caller did not. */
  readonly sessionId?: string;
};

export async function openSession(
  ledgers: UsageLedgers,
  { siteId, balanceGroupId, serviceIds, at, now, sessionId }: SessionAccount,
  book: PriceBook,
): Promise<OpenSession> {
  const load = (id: string, needs: Pick<UsageNeeds, 'serviceIds' | 'asOwner'>) =>
    ledgers.loadForUsage(siteId, id, usageNeeds({ ...needs, book, now, times: [at] }));
  const account = await load(balanceGroupId, { serviceIds, asOwner: false });
  if (account === null) throw new Error(`Balance group ${balanceGroupId} has a service but no ledger`);
  const owners = await loadOwners({ load: (_, id) => load(id, { serviceIds: [], asOwner: true }) }, account);
  const ids = new Set(sessionId === undefined ? [] : serviceIds.map((serviceId) => holdId(serviceId, sessionId)));
  const began = [...account.head.holds.values()].flatMap((hold) => (ids.has(hold.id) ? [hold.at] : []));
  const entries = await Promise.all(
    [account, ...owners].map(async ({ head }) => {
      const sealed = await sealedOf(ledgers, head, [at, ...began]);
      return [head.balanceGroupId, sealed.length === 0 ? head.tail : [...sealed, ...head.tail]] as const;
    }),
  );
  return { accounts: openAccounts(account, owners), entries: new Map(entries) };
}

/** As the pipeline sees it. Follows what is appended. */
export const contextOf = (
  { accounts: { own, owners } }: OpenSession,
  { book, now, ownersTaxes }: { readonly book: PriceBook; readonly now: Instant; readonly ownersTaxes: OwnersTaxes },
): RatingContext => ({
  ...{ state: own.work.state, contract: own.contract, book, now },
  owners: ratedOwners(owners, ownersTaxes),
});

/** Appends every draft to its ledger. */
export function appendDrafts({ accounts: { own, owners } }: OpenSession, drafts: readonly GroupDraft[]): void {
  const ownId = own.account.head.balanceGroupId;
  for (const { balanceGroupId, draft } of drafts) {
    const open: OpenAccount | undefined = balanceGroupId === ownId ? own : owners.get(balanceGroupId);
    if (open === undefined) throw new Error(`The ledger of balance group ${balanceGroupId} is not open`);
    open.work.append(draft);
  }
}
