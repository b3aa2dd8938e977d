import type { PriceBook } from '../../../../domain/catalog/price-book.ts';
import { isSuspended, isWaiting, suspensionOf } from '../../../../domain/subscription/prepaid/suspension.ts';
import type {
  PurchasedDiscount,
  PurchasedProduct,
  RatingProfile,
  ServiceInstance,
  Subscription,
  SubscriptionTerm,
} from '../../../../domain/subscription/subscription.ts';
import { type Instant, instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { serviceAnswer, subscriptionAnswer } from '../../contract/customers/subscription.ts';
import { instantOrNull } from '../../contract/instant.ts';

type SubscriptionWire = Wire<typeof subscriptionAnswer>;

export const serviceWire = (
  service: ServiceInstance,
  { balanceGroupId }: Pick<RatingProfile, 'balanceGroupId'>,
  book: PriceBook,
): Wire<typeof serviceAnswer> => ({
  serviceId: service.serviceId,
  subscriptionId: service.subscriptionId,
  balanceGroupId,
  serviceType: service.serviceType,
  serviceTypeName: book.serviceTypes.get(service.serviceType)?.name ?? service.serviceType,
  identifier: service.identifier,
  status: service.status,
  validFrom: instantText(service.validFrom),
  validTo: instantText(service.validTo),
});

function purchaseWire(
  purchase: PurchasedProduct,
  services: readonly ServiceInstance[],
  { book, now }: Telling,
): SubscriptionWire['products'][number] {
  const product = book.products.get(purchase.product);
  const service = services.find(({ serviceId }) => serviceId === purchase.serviceId);
  return {
    purchaseId: purchase.purchaseId,
    bundle: purchase.bundle,
    product: purchase.product,
    productName: product?.name ?? purchase.product,
    type: product?.type ?? 'one-time',
    resource: product?.resource ?? '',
    quantity: purchase.quantity,
    ...(purchase.value === undefined ? {} : { value: purchase.value }),
    ...(service === undefined ? {} : { serviceId: service.serviceId, identifier: service.identifier }),
    status: isWaiting(purchase) && isSuspended(purchase, now) ? 'suspended' : purchase.status,
    ...suspendedAtWire(isWaiting(purchase) ? purchase.suspendedAt : undefined),
    validFrom: instantText(purchase.validFrom),
    validTo: instantText(purchase.validTo),
    chargedThrough: instantText(purchase.chargedThrough),
    ...(purchase.coupons === undefined ? {} : { coupons: purchase.coupons.map((coupon) => coupon.code) }),
  };
}

const discountWire = (
  { purchaseId, bundle, discount, status, validFrom, validTo }: PurchasedDiscount,
  book: PriceBook,
): SubscriptionWire['discounts'][number] => ({
  ...{ purchaseId, bundle, discount, status },
  discountName: book.discounts.get(discount)?.name ?? discount,
  validFrom: instantText(validFrom),
  validTo: instantText(validTo),
});

/** The commitment that a customer took on. */
export const termWire = (term: SubscriptionTerm): NonNullable<SubscriptionWire['term']> => ({
  code: term.code,
  startedAt: instantText(term.startedAt),
  commitmentEnd: instantText(term.commitmentEnd),
  graceEnd: instantOrNull(term.graceEnd),
  minimumEnd: instantOrNull(term.minimumEnd),
  noticePeriod: term.noticePeriod,
  renewal: term.renewal.type,
});

/** How something is told: with the names of the catalog, as it stands at a time. */
export type Telling = { readonly book: PriceBook; readonly now: Instant };

const suspendedAtWire = (at: Instant | null | undefined) => (at == null ? {} : { suspendedAt: instantText(at) });

/** A subscription with what was bought under it; `profile` is its balance group's contract. */
export function subscriptionWire(
  subscription: Subscription,
  profile: RatingProfile,
  { book, now }: Telling,
): SubscriptionWire {
  const { subscriptionId, plan, transition, term, addOnTerms } = subscription;
  const suspendedAt = suspensionOf(subscription, profile, now);
  const services = profile.services.filter((service) => service.subscriptionId === subscriptionId);
  const purchases = profile.purchases.filter((purchase) => purchase.subscriptionId === subscriptionId);
  return {
    subscriptionId,
    name: subscription.name,
    plan,
    planName: book.plans.get(plan)?.name ?? plan,
    status: suspendedAt === null ? subscription.status : 'suspended',
    ...suspendedAtWire(suspendedAt),
    billingProfileId: subscription.billingProfileId,
    balanceGroupId: subscription.balanceGroupId,
    validFrom: instantText(subscription.validFrom),
    validTo: instantText(subscription.validTo),
    cancelledAt: instantOrNull(subscription.cancelledAt),
    transition:
      transition === null
        ? null
        : {
            plan: transition.plan,
            effectiveAt: instantText(transition.effectiveAt),
            validTo: instantText(transition.validTo),
            identifiers: transition.identifiers,
            requestedAt: instantText(transition.requestedAt),
            ...(transition.error === undefined ? {} : { error: transition.error }),
          },
    ...(term === undefined ? {} : { term: termWire(term) }),
    ...(addOnTerms === undefined
      ? {}
      : { addOnTerms: addOnTerms.map((one) => ({ ...termWire(one), bundle: one.bundle })) }),
    products: purchases.map((purchase) => purchaseWire(purchase, services, { book, now })),
    discounts: (profile.discounts ?? [])
      .filter((discount) => discount.subscriptionId === subscriptionId)
      .map((discount) => discountWire(discount, book)),
    services: services.map((service) => serviceWire(service, profile, book)),
  };
}
