import type { Dec } from '../../money/decimal.ts';
import type { Instant } from '../../time/instant.ts';

/** One step of how an event's amount came about. Nothing is collected unless somebody asks: see RatingContext. */
export type TraceLine =
  | { readonly step: 'service'; readonly serviceType: string; readonly serviceId: string; readonly identifier: string }
  | { readonly step: 'quantity'; readonly quantity: Dec; readonly unit: string }
  | { readonly step: 'product'; readonly product: string; readonly purchaseId: string; readonly versionFrom: Instant }
  | {
      readonly step: 'rate';
      readonly place: number;
      readonly zone: string | null;
      readonly band: string | null;
      readonly at: Instant;
      readonly quantity: Dec;
      readonly chargeTag: string | null;
    }
  | {
      readonly step: 'allowance';
      readonly resource: string;
      readonly bucket: string;
      readonly amount: Dec;
      /** The sharing group whose owner gave it; null: the customer's own. */
      readonly groupId: string | null;
    }
  | {
      readonly step: 'price';
      readonly model: string;
      readonly resource: string;
      readonly quantity: Dec;
      /** Where the tiers' counter stood. */
      readonly counted: Dec;
      readonly amount: Dec;
      /** How many of the price's turns lie before: see turnsOf. Null: it has none. */
      readonly turns: number | null;
    }
  | { readonly step: 'discount'; readonly discount: string; readonly amount: Dec }
  | { readonly step: 'sharing'; readonly groupId: string; readonly amount: Dec }
  | {
      readonly step: 'tax';
      readonly taxCode: string;
      readonly percent: string;
      readonly net: Dec;
      readonly tax: Dec;
      readonly reason: string | null;
    }
  | { readonly step: 'prepaid'; readonly bucket: string; readonly amount: Dec }
  | { readonly step: 'limit'; readonly resource: string; readonly total: Dec; readonly limit: Dec };

export type Trace = (line: TraceLine) => void;
