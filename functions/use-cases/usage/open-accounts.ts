import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { type LedgerWork, workOn } from '../../../domain/ledger/append-entries.ts';
import { type ContractIndex, indexContract } from '../../../domain/rating/contract-index.ts';
import type { RatedAccount } from '../../../domain/rating/rating-context.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, CommitLedgers, Ledgers, PriceBooks } from '../../ports.ts';
import { noticeChanges } from '../notifications/notice-changes.ts';

/** A balance group that is being rated: as it was read, and as it becomes. */
export type OpenAccount = { readonly account: Account; readonly contract: ContractIndex; readonly work: LedgerWork };

/** The balance group that usage belongs to, and those of the owners who may stand in for it. */
export type OpenAccounts = { readonly own: OpenAccount; readonly owners: ReadonlyMap<string, OpenAccount> };

const NOBODY: readonly Account[] = [];

/** The accounts of sharing owners, for every membership that is not over. */
export async function loadOwners(
  { load }: Pick<Ledgers, 'load'>,
  { profile: { siteId, balanceGroupId, memberships = [] } }: Account,
): Promise<readonly Account[]> {
  if (memberships.length === 0) return NOBODY;
  const live = memberships.filter(({ status, ownerBalanceGroupId }) => {
    return status === 'active' && ownerBalanceGroupId !== balanceGroupId;
  });
  const ids = [...new Set(live.map(({ ownerBalanceGroupId }) => ownerBalanceGroupId))];
  const owners = await Promise.all(ids.map((id) => load(siteId, id)));
  return owners.filter((owner) => owner !== null);
}

/** Those who stand in now, and those who did once: for looking back at what they took over. */
export function loadPastOwners(ledgers: Pick<Ledgers, 'load'>, account: Account): Promise<readonly Account[]> {
  const { memberships = [] } = account.profile;
  const once = memberships.map((membership) => ({ ...membership, status: 'active' as const }));
  return loadOwners(ledgers, { ...account, profile: { ...account.profile, memberships: once } });
}

export const openAccounts = (own: Account, owners: readonly Account[]): OpenAccounts => ({
  own: open(own),
  owners: new Map(owners.map((account) => [account.head.balanceGroupId, open(account)])),
});

const open = (account: Account): OpenAccount => ({
  account,
  contract: indexContract(account.profile),
  work: workOn(account.head),
});

/** Taxes of owners as the gateway quotes them for each: what a member passes on is taxed where its owner is. */
export type OwnersTaxes = ReadonlyMap<string, PriceBook['taxes']>;

/** `book` as it is for nobody yet. */
export async function quoteOwners(
  { forCustomer }: Pick<PriceBooks, 'forCustomer'>,
  owners: readonly Account[],
  { book, now }: { readonly book: PriceBook; readonly now: Instant },
): Promise<OwnersTaxes> {
  const quoted = owners.map(async ({ profile }) => {
    const { taxes } = await forCustomer(book, profile, now);
    return [profile.balanceGroupId, taxes] as const;
  });
  return new Map(await Promise.all(quoted));
}

/** Owners as the pipeline sees them. */
export const ratedOwners = (owners: OpenAccounts['owners'], taxesOf: OwnersTaxes): ReadonlyMap<string, RatedAccount> =>
  new Map(
    [...owners].map(([id, { work, contract }]) => {
      const taxes = taxesOf.get(id);
      return [id, { state: work.state, contract, ...(taxes === undefined ? {} : { taxes }) }];
    }),
  );

/** Those whose ledger has new entries. */
export const changedLedgers = ({ own, owners }: OpenAccounts): readonly OpenAccount[] =>
  [own, ...owners.values()].filter(({ account, work }) => work.state.seq > account.head.seq);

/** One commit of all changed ledgers, with the notifications of the thresholds that they reach. */
export function ledgerCommit(
  changed: readonly OpenAccount[],
  { book, now }: { readonly book: PriceBook; readonly now: Instant },
): Parameters<CommitLedgers>[0] {
  const steps = changed.map(({ account, work }) => {
    return { before: account.head, after: work.finish(), profile: account.profile, book, now };
  });
  const rung = steps.filter(({ before, after }) => before.alarms.size > 0 || after.alarms.size > 0);
  const also = noticeChanges(...rung);
  const ledgers = steps.map(({ before, after }) => ({ before, after }));
  return also.length === 0 ? { ledgers } : { ledgers, also };
}
