import type { ServiceType } from '../catalog/catalog.ts';
import { Dec, dec, isDecimalText, roundTo } from '../money/decimal.ts';
import { ok, type Result } from '../result.ts';
import { type Instant, parseInstant } from '../time/instant.ts';
import { type Suspension, suspend } from './suspension.ts';

/** Digits of a quantity that no increment rounds. */
const QUANTITY_DIGITS = 12;

/**
 * The billed quantity: measured, converted to the billed unit, rounded up to the increment. 61 seconds with a unit of 60 s and an
 * increment of 1 are 2 minutes. One division, so that no ratio is cut before it is rounded up.
 */
export function measureQuantity(
  serviceType: ServiceType,
  at: Instant,
  fields: Readonly<Record<string, string>>,
): Result<Dec, Suspension> {
  const measured = measure(serviceType, at, fields);
  if (!measured.ok) return measured;
  if (measured.value.isNegative() && !measured.value.isZero()) {
    return suspend(
      'INVALID_QUANTITY',
      `The quantity ${measured.value.toFixed()} is negative. Correct the event and retry.`,
    );
  }
  const unitSize = dec(serviceType.unitSize);
  if (serviceType.increment === null) return ok(roundTo(measured.value.div(unitSize), QUANTITY_DIGITS));
  const increment = dec(serviceType.increment);
  return ok(measured.value.div(unitSize.times(increment)).ceil().times(increment));
}

function measure(
  { quantity, code }: ServiceType,
  at: Instant,
  fields: Readonly<Record<string, string>>,
): Result<Dec, Suspension> {
  switch (quantity.from) {
    case 'one':
      return ok(new Dec(1));
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
        : ok(new Dec(end - at).div(1000));
    }
  }
}
