import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant } from '../../time/instant.ts';
import { FOREVER } from '../../time/instant.ts';
import { localDateText, startOfDayAfter } from '../../time/zone-calendar.ts';
import type { ServiceClaim } from '../subscription.ts';

type Holder = ServiceClaim['holders'][number];

/** Who wants an identifier, for what, from when. */
export type IdentifierWish = Omit<Holder, 'from' | 'to'> & {
  readonly siteId: string;
  readonly identifier: string;
  readonly from: Instant;
  readonly zone: string;
  /** Where the identifier stands in the request. */
  readonly pointer: string;
};

/**
 * Takes an identifier for a service. One customer holds it at a time; the same customer may use it for services of several types. Who
 * holds it is not told. After a release it rests for its quarantine, except for the customer who had it last.
 */
export function claimIdentifier(claim: ServiceClaim | null, wish: IdentifierWish): Result<ServiceClaim, Refusal> {
  const { siteId, identifier, serviceType, serviceId, customerId, balanceGroupId, from, zone } = wish;
  const holders = claim?.holders ?? [];
  const inTheWay = holders.some(
    (holder) => holder.to > from && (holder.customerId !== customerId || holder.serviceType === serviceType),
  );
  if (inTheWay) {
    return refuse('service.identifier_taken', wish, `The identifier ${identifier} is in use. Choose another one.`);
  }
  const reusableFrom = claim?.reusableFrom ?? null;
  if (reusableFrom !== null && from < reusableFrom && holders.at(-1)?.customerId !== customerId) {
    const day = localDateText(zone, reusableFrom);
    return refuse(
      'service.identifier_quarantined',
      wish,
      `The identifier ${identifier} was released and rests until ${day}. Choose another one, or start on ${day}.`,
    );
  }
  return ok({
    siteId,
    identifier,
    holders: [...holders, { serviceType, serviceId, customerId, balanceGroupId, from, to: FOREVER }],
    reusableFrom: null,
    version: claim?.version ?? 0,
  });
}

const refuse = (
  code: 'service.identifier_taken' | 'service.identifier_quarantined',
  { pointer }: IdentifierWish,
  message: string,
) => err(refusal(code, message, [{ pointer, message }]));

/**
 * Gives an identifier back. Its usage up to `at` still finds the service, however late it comes. Others may have the identifier once
 * `quarantineDays` calendar days have passed; a service that never began leaves no trace.
 */
export function releaseIdentifier(
  claim: ServiceClaim,
  release: {
    readonly serviceId: string;
    readonly at: Instant;
    readonly quarantineDays: number;
    readonly zone: string;
  },
): ServiceClaim {
  const { serviceId, at, quarantineDays, zone } = release;
  const holders = claim.holders.flatMap((holder): readonly Holder[] => {
    if (holder.serviceId !== serviceId) return [holder];
    return holder.from < at ? [{ ...holder, to: at }] : [];
  });
  const isHeld = holders.some(({ to }) => to === FOREVER);
  const rests = quarantineDays === 0 || holders.length === 0 ? at : startOfDayAfter(zone, at, quarantineDays);
  return { ...claim, holders, reusableFrom: isHeld ? null : rests };
}
