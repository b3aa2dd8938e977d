import type { PriceBook } from '../../catalog/price-book.ts';
import type { OpenCycles } from '../../ledger/entry.ts';
import { chargeCycleOf } from '../../rating/charge-cycle-of.ts';
import type { Instant, Period } from '../../time/instant.ts';
import type { RatingProfile } from '../subscription.ts';

/** What purchases are charged on: the contract's cycle and currency, the prices, the bill that collects, the time. */
export type ChargeContext = {
  readonly profile: Pick<RatingProfile, 'cycleRule' | 'resource' | 'taxStatus' | 'discounts'>;
  readonly book: PriceBook;
  /** The bill period that collects what is charged for an instant. */
  readonly billPeriodOf: (at: Instant) => Period;
  readonly now: Instant;
};

/** Charges go to the bill that is open at their reference time; those of billed cycles to the active one. */
export const chargeContext = (account: {
  readonly profile: Pick<RatingProfile, 'cycleRule' | 'resource' | 'taxStatus' | 'discounts'>;
  readonly book: PriceBook;
  readonly cycles: OpenCycles;
  readonly now: Instant;
}): ChargeContext => ({
  profile: account.profile,
  book: account.book,
  billPeriodOf: (at) => chargeCycleOf(account.cycles, account.profile.cycleRule, at),
  now: account.now,
});
