import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { Customer, Site } from '../../../domain/customer/customer.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { NewService } from '../../../domain/subscription/buying/buy-products.ts';
import { claimIdentifier, releaseIdentifier } from '../../../domain/subscription/buying/service-claim.ts';
import type { Contract, ReleasedService } from '../../../domain/subscription/end-purchases.ts';
import type { RatingProfile, ServiceClaim, Subscription } from '../../../domain/subscription/subscription.ts';
import type { Account, Change, Records } from '../../ports.ts';
import type { ReleasedIdentifier } from '../../records.ts';

/** What a lifecycle decision was made from, and what it came to. */
export type LifecycleStep = {
  readonly site: Site;
  readonly book: PriceBook;
  readonly customer: Customer;
  readonly before: Account;
  readonly after: Contract;
  readonly released: readonly ReleasedService[];
  readonly taken: readonly NewService[];
  /** Those that changed, as they were and as they are. */
  readonly subscriptions: readonly { readonly before: Subscription; readonly after: Subscription }[];
};

/**
 * Everything that a step in a subscription's life writes, for one commit: ledger and contract, subscriptions, the identifiers that were
 * given back or taken, and the customer's counts. Refused when an identifier is not to be had.
 */
export async function lifecycleChanges(
  { records }: { readonly records: Pick<Records, 'get'> },
  step: LifecycleStep,
): Promise<Result<readonly Change[], Refusal>> {
  const { now, later } = releases(step);
  const claims = await changedClaims(records, step, now);
  if (!claims.ok) return claims;
  const { before, after, customer, subscriptions } = step;
  const isActive = ({ status }: Subscription) => status === 'active';
  const activeSubscriptions =
    customer.activeSubscriptions +
    subscriptions.filter((one) => isActive(one.after)).length -
    subscriptions.filter((one) => isActive(one.before)).length;
  const activeServices = customer.activeServices + servicesOf(after.profile) - servicesOf(before.profile);
  const isCounted = activeSubscriptions !== customer.activeSubscriptions || activeServices !== customer.activeServices;
  return ok([
    // Also when nothing is charged: usage that is rated at this moment then loses its race and sees the new contract.
    { put: 'ledger', value: { before: before.head, after: after.head } },
    { put: 'ratingProfile', value: after.profile, before: before.profile },
    ...subscriptions.map((one): Change => ({ put: 'subscription', value: one.after })),
    ...claims.value.map((value): Change => ({ put: 'serviceClaim', value })),
    ...releasedLater(step, later),
    ...(isCounted ? [{ put: 'customer', value: { ...customer, activeSubscriptions, activeServices } } as const] : []),
  ]);
}

const servicesOf = ({ services }: RatingProfile): number => services.filter(({ status }) => status === 'active').length;

/** So many claims have room beside a ledger, a contract and what else a step may write. */
const MOST_RELEASED = 24;
/** So many identifiers lie in one outbox record. */
const MOST_IN_OUTBOX = 500;

/** Of very many, only those that are wanted again are given back at once. */
function releases({ site, book, released, taken }: LifecycleStep): {
  readonly now: readonly ReleasedIdentifier[];
  readonly later: readonly ReleasedIdentifier[];
} {
  const all = released.map(({ identifier, serviceId, serviceType, at }): ReleasedIdentifier => {
    const quarantineDays = book.serviceTypes.get(serviceType)?.quarantineDays ?? 0;
    return { identifier, serviceId, at, quarantineDays, zone: site.zone };
  });
  if (all.length <= MOST_RELEASED) return { now: all, later: [] };
  const wanted = new Set(taken.map(({ service }) => service.identifier));
  return {
    now: all.filter(({ identifier }) => wanted.has(identifier)),
    later: all.filter(({ identifier }) => !wanted.has(identifier)),
  };
}

/** A ledger is at each of its versions once, so the names are nobody else's. */
function releasedLater({ site, before: { head } }: LifecycleStep, later: readonly ReleasedIdentifier[]): Change[] {
  const changes: Change[] = [];
  for (let from = 0; from < later.length; from += MOST_IN_OUTBOX) {
    const identifiers = later.slice(from, from + MOST_IN_OUTBOX);
    changes.push({
      put: 'outbox',
      value: {
        siteId: site.siteId,
        outboxId: `released-${head.balanceGroupId}-${head.version}-${from}`,
        at: Math.max(...identifiers.map(({ at }) => at)),
        message: { type: 'identifiers.released.v1', identifiers },
        version: 0,
      },
    });
  }
  return changes;
}

async function changedClaims(
  records: Pick<Records, 'get'>,
  { site, before, taken }: LifecycleStep,
  released: readonly ReleasedIdentifier[],
): Promise<Result<readonly ServiceClaim[], Refusal>> {
  const { siteId, zone } = site;
  const { customerId, balanceGroupId } = before.profile;
  const identifiers = new Set([
    ...released.map(({ identifier }) => identifier),
    ...taken.map(({ service }) => service.identifier),
  ]);
  const claims = new Map<string, ServiceClaim>();
  for (const identifier of identifiers) {
    const claim = await records.get('serviceClaim', siteId, { identifier });
    if (claim !== null) claims.set(identifier, claim);
  }
  for (const release of released) {
    const claim = claims.get(release.identifier);
    if (claim !== undefined) claims.set(release.identifier, releaseIdentifier(claim, release));
  }
  for (const { service, pointer } of taken) {
    const { identifier, serviceId, serviceType, validFrom: from } = service;
    const claim = claimIdentifier(claims.get(identifier) ?? null, {
      ...{ siteId, zone, customerId, balanceGroupId },
      ...{ identifier, serviceId, serviceType, from, pointer },
    });
    if (!claim.ok) return claim;
    claims.set(identifier, claim.value);
  }
  return ok([...claims.values()]);
}
