import type { Entry } from '../ledger/entry.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import type { RatingProfile, ServiceInstance } from '../subscription/subscription.ts';

export type ServicesById = ReadonlyMap<string, ServiceInstance>;

export const servicesById = ({ services }: Pick<RatingProfile, 'services'>): ServicesById =>
  new Map(services.map((service) => [service.serviceId, service]));

/**
 * The event that a usage entry was made of; null when its service is no longer known. What a session was charged came with its
 * quantity, which its fields do not tell.
 */
export function eventOf(
  { id, at, service, fields, quantity, endedHolds = [] }: Entry,
  services: ServicesById,
): UsageFacts | null {
  const found = services.get(service ?? '');
  if (found === undefined) return null;
  const { serviceType, identifier } = found;
  const isSession = endedHolds.length > 0 && quantity !== null;
  return { id, at, serviceType, identifier, fields: fields ?? {}, ...(isSession ? { quantity } : {}) };
}
