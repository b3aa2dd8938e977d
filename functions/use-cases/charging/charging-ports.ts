import type { CommitLedgers, PriceBooks, SiteTime, UsageLedgers } from '../../ports.ts';
import type { ServiceLookup } from '../usage/rate-usage-ports.ts';

/** What charging in real time asks of the world: no more than rating does. */
export type ChargingPorts = {
  readonly ledgers: UsageLedgers;
  readonly commitLedgers: CommitLedgers;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'fresh' | 'forCustomer'>;
  readonly siteTime: SiteTime;
  readonly services: ServiceLookup;
};
