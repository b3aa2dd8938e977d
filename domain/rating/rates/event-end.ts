import type { ServiceType } from '../../catalog/catalog.ts';
import { roundTo } from '../../money/decimal.ts';
import { ok, type Result } from '../../result.ts';
import { type Instant, parseInstant } from '../../time/instant.ts';
import { type Suspension, suspend } from '../suspension.ts';
import type { SelectingRates } from './select-rates.ts';

/**
 * When an event ended, for what has time bands: at the instant in its service type's end field, or its duration's. An event that has none
 * is a point at its time. A session that asks for a duration ahead would end when that is over.
 */
export function eventEnd({
  serviceType,
  event,
}: Pick<SelectingRates, 'serviceType' | 'event'>): Result<Instant, Suspension> {
  const field = endFieldOf(serviceType);
  const text = field === undefined ? undefined : event.fields[field];
  if (text === undefined || text === '') {
    if (serviceType.quantity.from !== 'duration' || event.quantity === undefined) return ok(event.at);
    return ok(event.at + roundTo(event.quantity.times(serviceType.unitSize).times(1000), 0).toNumber());
  }
  const end = parseInstant(text);
  if (end === null)
    return suspend('INVALID_FIELD', `The field ${field} is an RFC 3339 time, not "${text.slice(0, 60)}".`);
  if (end < event.at) {
    return suspend('INVALID_FIELD', `The field ${field} is before the event's time. Correct the event and retry.`);
  }
  return ok(end);
}

const endFieldOf = ({ endField, quantity }: ServiceType): string | undefined =>
  endField ?? (quantity.from === 'duration' ? quantity.endField : undefined);
