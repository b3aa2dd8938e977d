import type { ServiceType } from '../../catalog/catalog.ts';
import { Dec, dec, isDecimalText } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { ok, type Result } from '../../result.ts';
import { type Instant, parseInstant } from '../../time/instant.ts';
import { type Suspension, suspend } from '../suspension.ts';

/** Digits of a quantity that no increment rounds. */
export const QUANTITY_DIGITS = 12;

/**
 * The billed quantity: measured, lifted to the least quantity, converted to the billed unit, rounded up to the increment. 61 seconds with
 * a unit of 60 s and an increment of 1 are 2 minutes. One division, so that no ratio is cut before it is rounded up. Nothing stays
 * nothing.
 */
export function measureQuantity(
  serviceType: ServiceType,
  at: Instant,
  fields: Readonly<Record<string, string>>,
): Result<Dec, Suspension> {
  const measured = measuredQuantity(serviceType, at, fields);
  if (!measured.ok || measured.value.isZero()) return measured;
  if (measured.value.isNegative()) {
    return suspend(
      'INVALID_QUANTITY',
      `The quantity ${measured.value.toFixed()} is negative. Correct the event and retry.`,
    );
  }
  const { unitSize, least, increment, step } = measuresOf(serviceType);
  const lifted = least === null ? measured.value : Dec.max(measured.value, least);
  return ok(
    increment === null ? lifted.quotient(unitSize, QUANTITY_DIGITS) : lifted.quotient(step, 0, 'ceil').times(increment),
  );
}

/** As the event tells it, in the measured unit: not converted, not rounded, perhaps negative. */
export function measuredQuantity(
  { quantity, code }: ServiceType,
  at: Instant,
  fields: Readonly<Record<string, string>>,
): Result<Dec, Suspension> {
  switch (quantity.from) {
    case 'one':
      return ok(ONE);
    case 'field': {
      const text = fields[quantity.field];
      return text !== undefined && isDecimalText(text)
        ? ok(dec(text))
        : suspend(
            'INVALID_QUANTITY',
            `The quantity of ${code} is the field ${quantity.field}: a plain decimal is needed.`,
          );
    }
    case 'duration': {
      const end = parseInstant(fields[quantity.endField] ?? '');
      return end === null
        ? suspend(
            'INVALID_QUANTITY',
            `The quantity of ${code} ends at the field ${quantity.endField}: an RFC 3339 time is needed.`,
          )
        : ok(dec(end - at).div(1000));
    }
  }
}

/** The numbers of a service type. */
export type Measures = {
  readonly unitSize: Dec;
  /** Least quantity of an event that has any, in the measured unit. */
  readonly least: Dec | null;
  /** In the billed unit. */
  readonly increment: Dec | null;
  /** Increment, or one billed unit, in the measured unit. */
  readonly step: Dec;
};

const measuresByType = new WeakMap<ServiceType, Measures>();

/** Read once per service type: events come by the million. */
export function measuresOf(serviceType: ServiceType): Measures {
  const known = measuresByType.get(serviceType);
  if (known !== undefined) return known;
  const unitSize = dec(serviceType.unitSize);
  const increment = serviceType.increment === null ? null : dec(serviceType.increment);
  const { minimumQuantity } = serviceType;
  const measures: Measures = {
    unitSize,
    least: minimumQuantity === undefined ? null : dec(minimumQuantity).times(unitSize),
    increment,
    step: increment === null ? unitSize : unitSize.times(increment),
  };
  measuresByType.set(serviceType, measures);
  return measures;
}
