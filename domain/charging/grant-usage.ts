import type { ServiceType } from '../catalog/catalog.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import type { Trace } from '../rating/explain/trace.ts';
import { rateUsage } from '../rating/rate-usage.ts';
import { measureQuantity } from '../rating/rates/measure-quantity.ts';
import type { RatedUsage, RatingContext } from '../rating/rating-context.ts';
import { type Suspension, suspend } from '../rating/suspension.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import { ok, type Result } from '../result.ts';
import { billedQuantity, grantStep } from './billed-quantity.ts';
import { fieldsOfQuantity, measuringField } from './fields-of-quantity.ts';
import { largestAllowed } from './largest-allowed.ts';
import { rateBesideHolds } from './rate-beside-holds.ts';

/** `rated` is what the granted quantity comes to; nothing is granted without it. `limit`: what keeps the rest out. */
export type Grant = {
  readonly requested: Dec;
  readonly granted: Dec;
  readonly unit: string;
  readonly rated: RatedUsage | null;
  readonly limit: Suspension | null;
};

/**
 * How much of an event the limits allow: all of it, or the largest part, exact to the service type's increment or to six digits. The
 * event comes with its quantity in billed units, or with the field that measures it, not with both. What nobody may use at any quantity
 * (an unknown service, no rate) is the pipeline's own suspension.
 */
export function grantUsage(context: RatingContext, event: UsageFacts): Result<Grant, Suspension> {
  const serviceType = context.book.serviceTypes.get(event.serviceType);
  if (serviceType === undefined) return rateAsNothing(context, event);
  const measured = requestedQuantity(serviceType, event);
  if (!measured.ok) return measured;
  const requested = measured.value;
  const { unit } = serviceType;

  const whole = event.quantity === undefined ? event : ofQuantity(serviceType, event, requested);
  const all = rateBesideHolds(context, whole);
  if (all.ok) return ok({ requested, granted: requested, unit, rated: all.value, limit: null });
  if (all.error.reason !== 'LIMIT_REACHED') return all;
  const part = largestAllowed({ requested, step: grantStep(serviceType) }, (quantity) => {
    const turns: number[] = [];
    const trace: Trace = (line) => {
      if (line.step === 'price' && line.turns !== null) turns.push(line.turns);
    };
    const part = ofQuantity(serviceType, event, billedQuantity(serviceType, quantity));
    const rated = rateBesideHolds({ ...context, trace }, part);
    return { value: rated.ok ? rated.value : null, range: turns.join(' ') };
  });
  return ok({ requested, granted: part?.quantity ?? ZERO, unit, rated: part?.value ?? null, limit: all.error });
}

/** The billed quantity of an event that tells it in either way. */
export function requestedQuantity(serviceType: ServiceType, event: UsageFacts): Result<Dec, Suspension> {
  const { at, fields, quantity } = event;
  if (quantity === undefined) return measureQuantity(serviceType, at, fields);
  const field = measuringField(serviceType);
  if (field !== null && fields[field] !== undefined) {
    return suspend('INVALID_QUANTITY', `The field ${field} measures the quantity. Give it or the quantity, not both.`);
  }
  return ok(billedQuantity(serviceType, quantity));
}

/** The event with so much of its quantity. */
export const ofQuantity = (serviceType: ServiceType, event: UsageFacts, quantity: Dec): UsageFacts => ({
  ...event,
  fields: fieldsOfQuantity(serviceType, event.at, event.fields, quantity),
  quantity,
});

/** The pipeline says in its own words that there is no such service type. */
function rateAsNothing(context: RatingContext, event: UsageFacts): Result<Grant, Suspension> {
  const refused = rateUsage(context, event);
  return refused.ok
    ? suspend('UNKNOWN_SERVICE_TYPE', `The catalog has no service type ${event.serviceType}.`)
    : refused;
}
