import type { ServiceType } from '../catalog/catalog.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import type { Dec } from '../money/decimal.ts';
import { ok, type Result } from '../result.ts';
import type { PricedProduct } from './find-product.ts';
import { priceFunctionOf } from './price-function-of.ts';
import type { RatedPart } from './rated-part.ts';
import { type Suspension, suspend } from './suspension.ts';
import type { UsageFacts } from './usage-facts.ts';

/** What of an event is to be rated. */
export type SelectingRates = {
  readonly book: PriceBook;
  readonly serviceType: ServiceType;
  readonly priced: PricedProduct;
  readonly event: UsageFacts;
  /** Billed quantity of the whole event. */
  readonly quantity: Dec;
};

/** Finds the rate of each part of an event: its zone by the rating set, its time bands by the calendar. */
export function selectRates({
  book,
  priced,
  event,
  quantity,
}: SelectingRates): Result<readonly RatedPart[], Suspension> {
  const { product, version } = priced;
  const resource = book.resources.get(product.resource);
  if (resource === undefined) return suspend('NO_RATE', `The catalog has no resource ${product.resource}.`);
  const allowance = product.allowance === undefined ? undefined : book.resources.get(product.allowance);
  const { price } = version;
  return ok([
    {
      at: event.at,
      quantity,
      zone: null,
      band: null,
      rate: {
        place: 0,
        chargeTag: version.chargeTag ?? product.chargeTag ?? null,
        allowances: allowance === undefined ? [] : [allowance],
        details: [
          {
            resource,
            price: priceFunctionOf(price),
            model: price.model,
            counter:
              'basis' in price && price.basis === 'cycle'
                ? { name: price.counter ?? product.code, per: 'cycle' }
                : null,
            once: false,
            resourceTag: null,
            taxCode: version.tax ?? null,
            billItem: product.billItem,
            generalLedger: null,
            minimumQuantity: null,
            increment: null,
          },
        ],
      },
    },
  ]);
}
