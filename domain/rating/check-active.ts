import type { Product } from '../catalog/catalog.ts';
import { ok, type Result } from '../result.ts';
import type { RatingProfile, ServiceInstance } from '../subscription/subscription.ts';
import { type Suspension, suspend } from './suspension.ts';

/**
 * Whether usage may be charged although its service, or its customer, is not active: late records of somebody who left are (domain:
 * non-active rating). A released service is no obstacle: its validity says until when it was in use.
 */
export function checkActive(
  { status }: Pick<RatingProfile, 'status'>,
  service: ServiceInstance,
  { nonActiveRating = 'FORBIDDEN', code }: Product,
): Result<null, Suspension> {
  if (status === 'active' && service.status !== 'inactive') return ok(null);
  const allowed = status === 'closed' ? ['RATE_INACTIVE_AND_CLOSED'] : ['RATE_INACTIVE', 'RATE_INACTIVE_AND_CLOSED'];
  if (allowed.includes(nonActiveRating)) return ok(null);
  const detail = `The service ${service.identifier} is not active and ${code} is charged only while it is. Reactivate it and retry, or discard.`;
  return suspend('NOT_ACTIVE', detail);
}
