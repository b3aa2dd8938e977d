import type { DecimalText } from '../money/decimal.ts';
import type { Named } from './named.ts';

/** Where a generated event's field comes from. */
export type FieldSource =
  | { readonly from: 'constant'; readonly value: string }
  /** Total valid amount of a resource in the balance group, or the state of a counter, as the cycle ends. */
  | { readonly from: 'balance'; readonly resource: string }
  | { readonly from: 'cycle-start' }
  | { readonly from: 'cycle-end' }
  | { readonly from: 'attribute'; readonly attribute: string };

/**
 * Makes one usage event for each cycle, just before its bill is made: a meter's counter becomes an event of what was used. Runs once for
 * a cycle and service, however often billing runs.
 */
export type EventGenerator = Named & {
  /** Linked to services (through their product) or to the billing profile (through a product without service). */
  readonly linkedTo: 'service' | 'billing-profile';
  /** Service type of the generated event. */
  readonly serviceType: string;
  /** Billing profiles only: identifier of the service that the event is for. */
  readonly identifier?: string;
  readonly mapper: Readonly<Record<string, FieldSource>>;
  /** Only when the resource's balance lies above or below a value. */
  readonly condition?: { readonly resource: string; readonly is: 'above' | 'below'; readonly value: DecimalText };
};
