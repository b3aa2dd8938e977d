import type { ServiceType } from '../catalog/catalog.ts';
import { Dec, dec } from '../money/decimal.ts';
import { FOREVER, type Instant, instantText } from '../time/instant.ts';

/** The field that an event's quantity is measured by; null when every event counts one. */
export function measuringField({ quantity }: Pick<ServiceType, 'quantity'>): string | null {
  switch (quantity.from) {
    case 'field':
      return quantity.field;
    case 'duration':
      return quantity.endField;
    case 'one':
      return null;
  }
}

/**
 * The fields of an event that has this billed quantity: those given, and the one that measures it. So a session that asks in billed
 * units is checked, split over time bands, told from a repeat and explained like any event. Rounded down, for the quantity itself is
 * known and only what increments round up must not be reached by a last digit.
 */
export function fieldsOfQuantity(
  serviceType: Pick<ServiceType, 'quantity' | 'unitSize'>,
  at: Instant,
  fields: Readonly<Record<string, string>>,
  quantity: Dec,
): Readonly<Record<string, string>> {
  const field = measuringField(serviceType);
  if (field === null) return fields;
  const measured = quantity.times(dec(serviceType.unitSize));
  const text =
    serviceType.quantity.from === 'duration'
      ? instantText(
          at +
            Dec.min(measured.times(1000), FOREVER - at)
              .toDecimalPlaces(0, 'down')
              .toNumber(),
        )
      : measured.toDecimalPlaces(12, 'down').toFixed();
  return { ...fields, [field]: text };
}
