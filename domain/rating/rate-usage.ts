import type { DraftEntry, Shared } from '../ledger/entry.ts';
import { ok, type Result } from '../result.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import { drawAllowances } from './allowances/draw-allowances.ts';
import { checkActive } from './check-active.ts';
import { checkFields } from './check-fields.ts';
import { discountLines } from './discounts/discount-lines.ts';
import { subscriptionMark } from './discounts/subscription-mark.ts';
import { findProduct } from './find-product.ts';
import { findService } from './find-service.ts';
import { postUsage } from './post-usage.ts';
import { priceParts } from './price-parts.ts';
import { measureQuantity } from './rates/measure-quantity.ts';
import type { RatedParts } from './rates/rated-part.ts';
import { selectRates } from './rates/select-rates.ts';
import type { RatedUsage, RatingContext } from './rating-context.ts';
import { shareCharges } from './sharing/share-charges.ts';
import { type LiveGroup, liveGroups } from './sharing/sharing-groups.ts';
import { type Suspension, suspend } from './suspension.ts';
import type { UsageFacts } from './usage-facts.ts';

/**
 * The rating pipeline, in its order. Pure and exact: the same event against the same ledger, contract and prices gives the same entries.
 *
 *  1 service      whose identifier it is at the event's time
 *  2 fields       mandatory ones are there, known ones have their type
 *  3 product      bought for the service, in the version valid at the event's time
 *  4 status       not active: only if the product says so
 *  5 quantity     measured, converted, rounded up
 *  6 rates        by zone and time band; an event over a band's edge is split
 *  7 allowances   own buckets by consumption order, then those of sharing owners
 *  8 price        one model a file; tiers count on over the cycle
 *  9 discounts    by priority
 * 10 sharing      what the owner's policy takes over
 * 11 tax          at once, exact; rounded per bill and tax code
 * 12 money ahead  what was paid ahead pays first
 * 13 limits       prepaid and hard limits refuse
 * 14 thresholds   those reached, those left
 *
 * What cannot be rated waits in suspense with the reason.
 */
export function rateUsage(context: RatingContext, event: UsageFacts): Result<RatedUsage, Suspension> {
  const { contract, book, trace } = context;
  const serviceType = book.serviceTypes.get(event.serviceType);
  if (serviceType === undefined) {
    return suspend(
      'UNKNOWN_SERVICE_TYPE',
      `The catalog has no service type ${event.serviceType}. Create it, or correct the event.`,
    );
  }
  const service = findService(contract, event);
  if (!service.ok) return service;
  const { serviceId, identifier } = service.value;
  trace?.({ step: 'service', serviceType: serviceType.code, serviceId, identifier });
  const fields = checkFields(serviceType, event.fields);
  if (!fields.ok) return fields;

  const priced = findProduct(contract, book, service.value, event.at);
  if (!priced.ok) return priced;
  const { product, purchase, version } = priced.value;
  trace?.({ step: 'product', product: product.code, purchaseId: purchase.purchaseId, versionFrom: version.validFrom });
  const money = book.resources.get(product.resource);
  if (money === undefined || money.code !== contract.profile.resource) {
    return suspend(
      'NO_RATE',
      `${product.code} is priced in ${product.resource}, the customer is billed in ${contract.profile.resource}.`,
    );
  }
  if ((context.limits ?? 'enforce') === 'enforce') {
    const active = checkActive(contract.profile, service.value, priced.value, event.at);
    if (!active.ok) return active;
  }

  const quantity =
    event.quantity === undefined ? measureQuantity(serviceType, event.at, event.fields) : ok(event.quantity);
  if (!quantity.ok) return quantity;
  trace?.({ step: 'quantity', quantity: quantity.value, unit: serviceType.unit });
  const parts = selectRates({ book, serviceType, priced: priced.value, event, quantity: quantity.value });
  if (!parts.ok) return parts;
  if (trace !== undefined) {
    for (const { rate, zone, band, at, quantity: ofPart } of parts.value) {
      trace({ step: 'rate', place: rate.place, zone, band, at, quantity: ofPart, chargeTag: rate.chargeTag });
    }
  }

  const groups = liveGroups(context, event.at);
  const rated: RatedParts = { at: event.at, parts: parts.value };
  const allowances = drawAllowances(context, priced.value, rated, groups);
  const pricing = priceParts(context, priced.value, rated, allowances.remaining);
  const units = pricing.impacts.length === 0 ? allowances.own : [...allowances.own, ...pricing.impacts];
  const discounted = discountLines(context, {
    event,
    service: service.value,
    priced: priced.value,
    charges: pricing.charges,
    used: units,
  });
  const shared = shareCharges(context, groups, {
    lines: discounted.lines,
    product: product.code,
    serviceType: serviceType.code,
    at: event.at,
  });

  const posting = { event, serviceId, product: product.code, quantity: quantity.value, money };
  const own = postUsage(context.limits === 'owners' ? { ...context, limits: 'ignore' } : context, context, {
    ...posting,
    lines: shared.own,
    mark: subscriptionMark(book, contract.discountsOfSubscription.get(purchase.subscriptionId), {
      subscriptionId: purchase.subscriptionId,
      at: event.at,
    }),
    units: discounted.impacts.length === 0 ? units : [...units, ...discounted.impacts],
  });
  if (!own.ok) return own;
  const takenOver: RatedUsage['shared'][number][] = [];
  const ofOwners: RatingContext = context.limits === 'owners' ? { ...context, limits: 'enforce' } : context;
  for (const group of groups) {
    const lines = shared.owners.get(group) ?? [];
    const taken = allowances.owners.get(group) ?? [];
    if (lines.length === 0 && taken.length === 0) continue;
    const owners = postUsage(ofOwners, group.owner, { ...posting, lines, mark: {}, units: taken });
    // An owner who has reached a limit stands in for nobody.
    if (!owners.ok && owners.error.reason === 'LIMIT_REACHED') return rateUsage(without(group, context), event);
    if (!owners.ok) return owners;
    const { balanceGroupId, groupId } = group;
    const entry: DraftEntry = { ...owners.value, kind: 'shared', shared: sideOf(groupId, contract.profile) };
    takenOver.push({ balanceGroupId, groupId, entry });
  }
  const [first] = takenOver;
  const owner = groups.find(({ groupId }) => groupId === first?.groupId);
  const counts = [...pricing.counts, ...discounted.counts, ...shared.counts];
  return ok({
    entry: {
      ...own.value,
      counts,
      ...(owner === undefined ? {} : { shared: sideOf(owner.groupId, owner.owner.contract.profile) }),
    },
    shared: takenOver,
  });
}

const sideOf = (
  groupId: string,
  { balanceGroupId, customerId }: Pick<RatingProfile, 'balanceGroupId' | 'customerId'>,
): Shared => ({ groupId, balanceGroupId, customerId });

const without = ({ balanceGroupId }: LiveGroup, context: RatingContext): RatingContext => ({
  ...context,
  owners: new Map([...(context.owners ?? [])].filter(([owner]) => owner !== balanceGroupId)),
});
