import type { DecimalText } from '../money/decimal.ts';
import type { PaymentType } from './catalog.ts';
import type { Named } from './named.ts';

/** Fires when the total reaches it from below. Percent: of the way from the floor to the limit. */
export type Threshold = {
  readonly type: 'value' | 'percent';
  readonly value: DecimalText;
  /** A notification rule; those that listen to thresholds, if not given. */
  readonly notification?: string;
};

/** Bounds of one resource's total in a balance group. */
export type CreditLimit = {
  readonly resource: string;
  /** The total must not pass it. Null: no limit, thresholds only. */
  readonly limit: DecimalText | null;
  /** Where percent thresholds start. Absent: what was granted and is valid, below zero; zero for money. */
  readonly floor?: DecimalText;
  /** Postpaid usage beyond the limit is refused, too. Prepaid usage always is. */
  readonly hard: boolean;
  readonly thresholds: readonly Threshold[];
};

export type CreditProfile = Named & {
  /** Empty: all. */
  readonly paymentTypes: readonly PaymentType[];
  /** For every balance group of its payment types that has no other. */
  readonly isDefault?: boolean;
  readonly limits: readonly CreditLimit[];
};
