import type { PriceBook } from '../catalog/price-book.ts';
import type { DraftEntry } from '../ledger/entry.ts';
import type { LedgerState } from '../ledger/fold.ts';
import type { Instant } from '../time/instant.ts';
import type { ContractIndex } from './contract-index.ts';
import type { Trace } from './explain/trace.ts';

/** A balance group that is rated against: its ledger as it stands, and its contract. */
export type RatedAccount = {
  readonly state: Readonly<LedgerState>;
  readonly contract: ContractIndex;
  /** As the taxation gateway quotes them for this payer; the book's, if not given. */
  readonly taxes?: PriceBook['taxes'];
};

/** What an event is rated against. */
export type RatingContext = RatedAccount & {
  readonly book: PriceBook;
  readonly now: Instant;
  /** Balance groups of sharing owners by their id, for those of the contract's memberships that could be loaded. */
  readonly owners?: ReadonlyMap<string, RatedAccount>;
  /** A session's own hold, which its commit may use up. */
  readonly without?: string;
  /**
   * `ignore`: what usage would have cost, whether it is allowed or not. `owners`: allowed in its time, and so is the customer's own in any case;
   * an owner who has reached a limit stands in for nobody.
   */
  readonly limits?: 'enforce' | 'ignore' | 'owners';
  readonly trace?: Trace;
};

/** The entries that one event gives: its own, and those in the ledgers of sharing owners. All or none are committed. */
export type RatedUsage = {
  readonly entry: DraftEntry;
  readonly shared: readonly {
    readonly balanceGroupId: string;
    readonly groupId: string;
    readonly entry: DraftEntry;
  }[];
};
