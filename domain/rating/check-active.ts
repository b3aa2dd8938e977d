import { ok, type Result } from '../result.ts';
import { isSuspended } from '../subscription/prepaid/suspension.ts';
import type { RatingProfile, ServiceInstance } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import type { PricedProduct } from './find-product.ts';
import { type Suspension, suspend } from './suspension.ts';

/**
 * Whether usage may be charged although its service, or its customer, is not active: late records of somebody who left are (domain:
 * non-active rating). A released service is no obstacle: its validity says until when it was in use. Nor is a suspension to usage from
 * before it.
 */
export function checkActive(
  { status }: Pick<RatingProfile, 'status'>,
  service: ServiceInstance,
  { product: { nonActiveRating = 'FORBIDDEN', code }, purchase }: Pick<PricedProduct, 'product' | 'purchase'>,
  at: Instant,
): Result<null, Suspension> {
  const waits = isSuspended(purchase, at);
  if (status === 'active' && service.status !== 'inactive' && !waits) return ok(null);
  const allowed = status === 'closed' ? ['RATE_INACTIVE_AND_CLOSED'] : ['RATE_INACTIVE', 'RATE_INACTIVE_AND_CLOSED'];
  if (allowed.includes(nonActiveRating)) return ok(null);
  if (status === 'active' && waits) {
    const detail = `The service ${service.identifier} is suspended: the money in hand does not cover its renewal. Top up and retry, or discard.`;
    return suspend('NOT_ACTIVE', detail);
  }
  const detail = `The service ${service.identifier} is not active and ${code} is charged only while it is. Reactivate it and retry, or discard.`;
  return suspend('NOT_ACTIVE', detail);
}
