import type { CommitLedgers, Ledgers, PriceBooks, SiteTime } from '../../ports.ts';
import type { ServiceLookup } from '../usage/rate-usage-ports.ts';

/** What charging in real time asks of the world: no more than rating does. */
export type ChargingPorts = {
  readonly ledgers: Ledgers;
  readonly commitLedgers: CommitLedgers;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'fresh'>;
  readonly siteTime: SiteTime;
  readonly services: ServiceLookup;
};
