import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import type { Account, UsageNeeds } from '../../functions/ports.ts';

/** What a store may give at least when a contract is read for usage: what is not asked for is not there, however small the contract. */
export function forUsage(account: Account | null, needs: UsageNeeds): Account | null {
  return account === null ? null : { head: account.head, profile: contractForUsage(account, needs) };
}

function contractForUsage(
  { head, profile }: Account,
  { serviceIds, asOwner, earliest, latest, isGrant }: UsageNeeds,
): RatingProfile {
  const asked = new Set(serviceIds);
  const services = profile.services.filter(({ serviceId }) => asked.has(serviceId));
  const starts = profile.purchases.flatMap(({ status, validFrom }) => (status === 'pending' ? [validFrom] : []));
  const mayGrant = latest >= head.cycles.active.to || starts.some((start) => latest >= start);
  const purchases = profile.purchases.filter(({ serviceId, status, product }) => {
    if (serviceId !== undefined && profile.services.some((one) => one.serviceId === serviceId))
      return asked.has(serviceId);
    const isAsked = profile.paymentType === 'prepaid' || isGrant(product);
    return mayGrant && (status === 'active' || status === 'pending') && isAsked;
  });
  const subscriptions = new Set(services.map(({ subscriptionId }) => subscriptionId));
  if (asOwner) for (const { subscriptionId } of profile.sharingGroups ?? []) subscriptions.add(subscriptionId);
  const { discounts } = profile;
  if (discounts === undefined) return { ...profile, services, purchases };
  const kept = discounts.filter(
    ({ subscriptionId, status, validTo }) =>
      subscriptions.has(subscriptionId) && (status === 'active' || status === 'pending' || validTo > earliest),
  );
  return { ...profile, services, purchases, discounts: kept };
}
