import type { Product, ProductVersion, Resource } from '../../catalog/catalog.ts';
import type { Price } from '../../catalog/price.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { Rate, RateDetail } from '../../catalog/rate-plan.ts';
import type { RatingSet, TariffCalendar } from '../../catalog/service-design.ts';
import { type DecimalText, dec } from '../../money/decimal.ts';
import { ok, type Result } from '../../result.ts';
import type { PricedProduct } from '../find-product.ts';
import { minimumOf, priceFunctionOf, unliftedOf } from '../price-models/price-function-of.ts';
import { turnsOf } from '../price-models/turns-of.ts';
import { type Suspension, suspend } from '../suspension.ts';
import { type CompiledRatingSet, compileRatingSet } from './compile-rating-set.ts';
import { type CompiledTariff, compileTariff } from './compile-tariff.ts';
import { oncePerBook } from './once-per-book.ts';
import type { PlannedDetail, PlannedRate } from './rated-part.ts';

/** What a product version charges usage with, everything read and resolved. Without a plan, its own price is for everything. */
export type PlannedVersion = { readonly own: PlannedRate; readonly plan: CompiledPlan | null };

/** A rate plan to select from. */
export type CompiledPlan = {
  readonly ratingSet: CompiledRatingSet | null;
  readonly tariff: CompiledTariff | null;
  /** By zone (null: every zone), then by time band (null: at any time). */
  readonly rates: ReadonlyMap<string | null, ReadonlyMap<string | null, PlannedRate>>;
  /** For what no rate meets; null: such usage is kept in suspense. */
  readonly otherwise: PlannedRate | null;
};

/** All of a priced product that its prices depend on. */
type Priced = Pick<PricedProduct, 'product' | 'version'>;

/** Refused when it names what the catalog does not have. */
type Planned<T> = Result<T, Suspension>;

const plansOfProduct = oncePerBook((book, product: Product) => {
  const plans = new Map<ProductVersion, Planned<PlannedVersion>>();
  for (const version of product.versions) plans.set(version, planVersion(book, { product, version }));
  return plans;
});
const ratingSetOf = oncePerBook((_book, set: RatingSet) => compileRatingSet(set));
const tariffOf = oncePerBook(({ zone }, calendar: TariffCalendar) => compileTariff(calendar, zone));

/** Compiled once per price book: nothing is read or resolved per event. */
export const planRates = (book: PriceBook, priced: Priced): Planned<PlannedVersion> =>
  plansOfProduct(book, priced.product).get(priced.version) ?? planVersion(book, priced);

function planVersion(book: PriceBook, priced: Priced): Planned<PlannedVersion> {
  const own = planRate(book, priced, 0, { details: [{ price: priced.version.price }] });
  if (!own.ok) return own;
  const plan = compilePlan(book, priced, own.value);
  return plan.ok ? ok({ own: own.value, plan: plan.value }) : plan;
}

function compilePlan(book: PriceBook, priced: Priced, own: PlannedRate): Planned<CompiledPlan | null> {
  const { ratePlan } = priced.version;
  if (ratePlan === undefined) return ok(null);
  const set = named(book.ratingSets, ratePlan.ratingSet, 'rating set');
  if (!set.ok) return set;
  const calendar = named(book.tariffCalendars, ratePlan.calendar, 'tariff calendar');
  if (!calendar.ok) return calendar;
  const rates = new Map<string | null, Map<string | null, PlannedRate>>();
  for (const [index, rate] of ratePlan.rates.entries()) {
    const { zone = null, timeBand = null } = rate;
    const planned = planRate(book, priced, index + 1, rate);
    if (!planned.ok) return planned;
    const ofZone = rates.get(zone) ?? new Map<string | null, PlannedRate>();
    rates.set(zone, ofZone);
    if (!ofZone.has(timeBand)) ofZone.set(timeBand, planned.value);
  }
  return ok({
    ratingSet: set.value === null ? null : ratingSetOf(book, set.value),
    tariff: calendar.value === null ? null : tariffOf(book, calendar.value),
    rates,
    otherwise: ratePlan.otherwise === 'price' ? own : null,
  });
}

function planRate(book: PriceBook, priced: Priced, place: number, rate: Rate): Planned<PlannedRate> {
  const { product, version } = priced;
  const allowances: Resource[] = [];
  for (const code of rate.allowances ?? (product.allowance === undefined ? [] : [product.allowance])) {
    const resource = resourceOf(book, code);
    if (!resource.ok) return resource;
    allowances.push(resource.value);
  }
  const details: PlannedDetail[] = [];
  for (const [index, detail] of rate.details.entries()) {
    const resource = resourceOf(book, detail.resource ?? product.resource);
    if (!resource.ok) return resource;
    // The counter of a product's own price has always been the product's: counters outlive a catalog's version.
    const counter = place === 0 ? product.code : `${product.code}~${place}.${index}`;
    details.push(planDetail(priced, resource.value, detail, counter));
  }
  return ok({
    place,
    chargeTag: rate.chargeTag ?? version.chargeTag ?? product.chargeTag ?? null,
    allowances,
    details,
  });
}

function planDetail(
  { product, version }: Priced,
  resource: Resource,
  detail: RateDetail,
  counter: string,
): PlannedDetail {
  const { price } = detail;
  const minimum = minimumOf(price);
  return {
    resource,
    price: priceFunctionOf(price),
    ...(minimum === null ? {} : { least: { charge: minimum, without: unliftedOf(price) } }),
    model: price.model,
    turns: turnsOf(price),
    counter: counterOf(price, counter),
    once: price.model === 'flat' && price.once !== undefined,
    resourceTag: detail.resourceTag ?? null,
    // Only money is taxed.
    taxCode: resource.kind === 'unit' ? null : (detail.tax ?? version.tax ?? null),
    billItem: detail.billItem ?? product.billItem,
    generalLedger: detail.generalLedger ?? null,
    minimumQuantity: read(detail.minimumQuantity),
    increment: read(detail.increment),
  };
}

/** What is charged once counts events, on a counter of its own: a version before may have counted units on the other. */
function counterOf(price: Price, name: string): PlannedDetail['counter'] {
  if (price.model === 'flat') return price.once === undefined ? null : { name: `${name}~once`, per: price.once };
  if (!('basis' in price) || price.basis === 'event') return null;
  return { name: price.counter ?? name, per: 'cycle' };
}

const read = (text: DecimalText | undefined) => (text === undefined ? null : dec(text));

function resourceOf(book: PriceBook, code: string): Planned<Resource> {
  const resource = book.resources.get(code);
  return resource === undefined ? missing('resource', code) : ok(resource);
}

function named<T>(objects: ReadonlyMap<string, T>, code: string | undefined, what: string): Planned<T | null> {
  if (code === undefined) return ok(null);
  const object = objects.get(code);
  return object === undefined ? missing(what, code) : ok(object);
}

const missing = (what: string, code: string) =>
  suspend('NO_RATE', `The catalog has no ${what} ${code}. Add it and retry.`);
