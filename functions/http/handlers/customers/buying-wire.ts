import type { PriceBook } from '../../../../domain/catalog/price-book.ts';
import { dec, decimalText, roundTo } from '../../../../domain/money/decimal.ts';
import type { RatingProfile } from '../../../../domain/subscription/subscription.ts';
import type { TerminationCharge } from '../../../../domain/subscription/terms/leave-terms.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { Bought } from '../../../use-cases/subscriptions/buying.ts';
import type { CancelledSubscription } from '../../../use-cases/subscriptions/cancel-subscription.ts';
import type { PreviewedMove } from '../../../use-cases/subscriptions/request-plan-transition.ts';
import type { boughtAnswer, bundlePreviewAnswer } from '../../contract/customers/buying.ts';
import type { cancellationPreview, cancelledAnswer, transitionPreview } from '../../contract/customers/subscription.ts';
import type { terminationFee } from '../../contract/customers/term.ts';
import { dueNowWire, grantsWire } from '../due-now-wire.ts';
import { subscriptionWire, type Telling, termWire } from './subscription-wire.ts';

const moneyOf = ({ resource }: Pick<RatingProfile, 'resource'>, book: PriceBook) => {
  const money = book.resources.get(resource);
  return { currency: money?.currency ?? resource, digits: money?.billingScale ?? 2 };
};

export const bundlePreviewWire = (bought: Bought, book: PriceBook): Wire<typeof bundlePreviewAnswer> => ({
  ...commonWire(bought, book),
  purchases: bought.purchases.map((purchase) => purchaseWire(bought, purchase)),
});

export const boughtWire = (bought: Bought, { book, now }: Telling): Wire<typeof boughtAnswer> => ({
  ...commonWire(bought, book),
  purchases: bought.purchases.map((purchase) => ({
    purchaseId: purchase.purchaseId,
    ...purchaseWire(bought, purchase),
  })),
  subscription: subscriptionWire(bought.subscription, bought.profile, { book, now }),
});

const commonWire = ({ bundles, dueNow, profile }: Bought, book: PriceBook) => ({
  bundles,
  dueNow: dueNowWire(dueNow, moneyOf(profile, book)),
  grants: grantsWire(dueNow.grants),
});

function purchaseWire({ profile }: Bought, purchase: Bought['purchases'][number]) {
  const { bundle, product, quantity, value, validFrom, validTo, serviceId, purchaseId } = purchase;
  const service = profile.services.find((one) => one.serviceId === serviceId);
  const started = profile.purchases.find((one) => one.purchaseId === purchaseId);
  return {
    bundle,
    product,
    quantity,
    ...(value === undefined ? {} : { value }),
    ...(service === undefined ? {} : { identifier: service.identifier }),
    status: started?.status === 'active' ? ('active' as const) : ('pending' as const),
    validFrom: instantText(validFrom),
    validTo: instantText(validTo),
  };
}

/** A cancelled subscription with what that charges and credits at once. */
export const cancelledWire = (
  cancelled: CancelledSubscription,
  { book, now }: Telling,
): Wire<typeof cancelledAnswer> => ({
  ...subscriptionWire(cancelled.subscription, cancelled.profile, { book, now }),
  ...settlementWire(cancelled, book),
});

export const cancellationPreviewWire = (
  cancelled: CancelledSubscription,
  book: PriceBook,
): Wire<typeof cancellationPreview> => ({
  effectiveAt: instantText(cancelled.subscription.validTo),
  ...settlementWire(cancelled, book),
});

/** A move to another plan with what it charges and credits. */
export function transitionPreviewWire({
  transition: { plan, effectiveAt },
  decision: { subscription, profile, fees, services, released },
  book,
  dueNow,
}: PreviewedMove): Wire<typeof transitionPreview> {
  const money = moneyOf(profile, book);
  return {
    plan,
    effectiveAt: instantText(effectiveAt),
    validTo: instantText(subscription.validTo),
    terminationFees: fees.map((fee) => feeWire(fee, money.digits)),
    dueNow: dueNowWire(dueNow, money),
    grants: grantsWire(dueNow.grants),
    newServices: services.map(({ service: { serviceType, identifier } }) => ({ serviceType, identifier })),
    releasedServices: released.map(({ serviceType, identifier }) => ({ serviceType, identifier })),
    ...(subscription.term === undefined ? {} : { term: termWire(subscription.term) }),
  };
}

function settlementWire({ fees, isWaived, dueNow, profile }: CancelledSubscription, book: PriceBook) {
  const money = moneyOf(profile, book);
  return {
    terminationFees: fees.map((fee) => feeWire(fee, money.digits)),
    feesWaived: isWaived,
    dueNow: dueNowWire(dueNow, money),
  };
}

function feeWire(
  { term, reason, monthsLeft, draft: { impacts } }: TerminationCharge,
  digits: number,
): Wire<typeof terminationFee> {
  const [impact] = impacts;
  const tax = impact?.charge?.tax ?? dec('0');
  const total = impact?.amount ?? dec('0');
  const [net, taxPart] = [roundTo(total.minus(tax), digits), roundTo(tax, digits)];
  return {
    term,
    reason,
    monthsLeft,
    net: decimalText(net),
    tax: decimalText(taxPart),
    total: decimalText(net.plus(taxPart)),
  };
}
