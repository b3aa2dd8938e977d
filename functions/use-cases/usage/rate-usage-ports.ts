import type { SuspenseReason } from '../../../domain/rating/suspension.ts';
import type { Period } from '../../../domain/time/instant.ts';
import type { CommitLedgers, PriceBooks, SiteTime, UsageLedgers, UsageTallies } from '../../ports.ts';

/** Who held an identifier, and when: where usage on it goes. */
export type ServiceHolder = Period & {
  readonly serviceType: string;
  readonly serviceId: string;
  readonly balanceGroupId: string;
};

export type ServiceLookup = {
  /** May be cached: the contract confirms or refutes it. */
  readonly holders: (siteId: string, identifier: string) => Promise<readonly ServiceHolder[]>;
  /** Forgets what is cached, after the contract refuted it. */
  readonly forget: (siteId: string, identifier: string) => void;
};

export type NewSuspense = {
  readonly siteId: string;
  readonly suspenseId: string;
  readonly reason: SuspenseReason;
  readonly detail: string;
  readonly payload: string;
  readonly receivedAt: number;
};

/** Keeps what could not be rated. The same message again overwrites itself. */
export type SuspenseWriter = { readonly suspend: (record: NewSuspense) => Promise<void> };

export type RateUsagePorts = {
  readonly ledgers: UsageLedgers;
  readonly commitLedgers: CommitLedgers;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'fresh' | 'forCustomer'>;
  readonly siteTime: SiteTime;
  readonly services: ServiceLookup;
  readonly suspense: SuspenseWriter;
  readonly tallies: UsageTallies;
  /** Site of the deployment: where messages go whose site is unknown or unreadable. */
  readonly homeSite: string;
};
