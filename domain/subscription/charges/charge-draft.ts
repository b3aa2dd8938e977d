import { levied } from '../../catalog/taxes/tax-for.ts';
import { levyOn } from '../../catalog/taxes/tax-on.ts';
import { bucketKey, RUNNING } from '../../ledger/bucket-key.ts';
import type { DraftEntry, EntryKind, Impact } from '../../ledger/entry.ts';
import { draftEntry } from '../../ledger/open-ledger.ts';
import { type Dec, roundTo } from '../../money/decimal.ts';
import { subscriptionMark } from '../../rating/discounts/subscription-mark.ts';
import type { Instant, Period } from '../../time/instant.ts';
import type { ChargeContext } from './charge-context.ts';
import type { ChargeTerms } from './charge-terms.ts';

/** One charge (or grant) of a purchase, priced and not yet rounded. */
export type PricedCharge = {
  /** Whose purchase it is. */
  readonly subscriptionId: string;
  readonly kind: EntryKind;
  readonly id: string;
  /** Reference time: which bill collects it. */
  readonly at: Instant;
  readonly amount: Dec;
  readonly quantity: Dec;
  /** The time it is for; null for a one-time charge. */
  readonly period: Period | null;
};

/** Money goes to the running bucket and onto a bill line, with its tax on top of the net amount. */
export function chargeDraft(context: ChargeContext, terms: ChargeTerms, charge: PricedCharge): DraftEntry {
  const { product, version, resource, tax } = terms;
  const levy = tax === null ? null : levied(tax, context.profile.taxStatus, charge.at);
  const split = levyOn(roundTo(charge.amount, resource.ratingScale), levy);
  const tag = version.chargeTag ?? product.chargeTag;
  const bill = context.billPeriodOf(charge.at);
  return purchaseEntry(context, terms, charge, {
    resource: resource.code,
    bucket: bucketKey({ resource: resource.code, ...bill, origin: RUNNING }),
    amount: split.net.plus(split.tax),
    charge: {
      cycle: bill.from,
      billItem: product.billItem,
      product: product.code,
      taxCode: tax?.code ?? null,
      tax: split.tax,
      quantity: charge.quantity,
      period: charge.period,
      ...(tag === undefined ? {} : { tag }),
      ...(levy === null || levy.exemption === null ? {} : { exemption: levy.exemption }),
      ...subscriptionMark(context.book, context.profile.discounts, charge),
    },
  });
}

/** Units go to a bucket of their own purchase, valid for the time they are granted for. */
export function grantDraft(
  context: ChargeContext,
  terms: ChargeTerms,
  charge: PricedCharge & { readonly purchaseId: string; readonly valid: Period },
): DraftEntry {
  const resource = terms.resource.code;
  return purchaseEntry(context, terms, charge, {
    resource,
    bucket: bucketKey({ resource, ...charge.valid, origin: grantOrigin(charge.purchaseId) }),
    amount: roundTo(charge.amount, terms.resource.ratingScale),
    charge: null,
  });
}

/** The origin of the buckets that a purchase filled. */
export const grantOrigin = (purchaseId: string): string => `grant:${purchaseId}`;

const purchaseEntry = (
  { now }: ChargeContext,
  { product }: ChargeTerms,
  { kind, id, at, quantity }: PricedCharge,
  impact: Impact,
): DraftEntry => draftEntry({ kind, id, at, recordedAt: now, product: product.code, quantity, impacts: [impact] });
