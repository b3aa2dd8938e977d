import type { ServiceType } from '../../catalog/catalog.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { Dec } from '../../money/decimal.ts';
import { ok, type Result } from '../../result.ts';
import type { PricedProduct } from '../find-product.ts';
import { type Suspension, suspend } from '../suspension.ts';
import type { UsageFacts } from '../usage-facts.ts';
import type { BandStretch, CompiledTariff } from './compile-tariff.ts';
import { eventEnd } from './event-end.ts';
import { type CompiledPlan, planRates } from './plan-rates.ts';
import type { RatedPart } from './rated-part.ts';
import { splitQuantity } from './split-quantity.ts';

/** What of an event is to be rated. */
export type SelectingRates = {
  readonly book: PriceBook;
  readonly serviceType: ServiceType;
  readonly priced: Pick<PricedProduct, 'product' | 'version'>;
  readonly event: UsageFacts;
  /** Billed quantity of the whole event. */
  readonly quantity: Dec;
};

/** Longest event that is looked at band by band. */
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * Finds the rate of each part of an event: its zone by the rating set, its time bands by the calendar. An event that runs over the edge of
 * a band has a part on either side, unless both have one rate. The parts sum to the whole; there is always one, and none of nothing
 * beside others.
 */
export function selectRates(selecting: SelectingRates): Result<readonly RatedPart[], Suspension> {
  const { book, priced, event, quantity } = selecting;
  const planned = planRates(book, priced);
  if (!planned.ok) return planned;
  const { own, plan } = planned.value;
  if (plan === null) return ok([{ at: event.at, quantity, zone: null, band: null, rate: own }]);

  const zone = plan.ratingSet?.zoneOf((field) => fieldOf(event, field), event.at) ?? null;
  const bands = bandsOf(selecting, plan.tariff);
  if (!bands.ok) return bands;
  const parts: RatedPart[] = [];
  for (const { stretch, quantity: part } of splitQuantity(selecting, bands.value)) {
    if (part.isZero() && !quantity.isZero()) continue;
    const rate = rateFor(plan, zone, stretch.band);
    if (rate === null) return noRate(priced, zone, stretch.band);
    const before = parts.at(-1);
    if (before?.rate === rate) parts[parts.length - 1] = { ...before, quantity: before.quantity.plus(part) };
    else parts.push({ at: stretch.from, quantity: part, zone, band: stretch.band, rate });
  }
  return ok(parts);
}

/** Its own subject may decide the zone, too: the caller's number. */
const fieldOf = ({ fields, identifier }: UsageFacts, field: string): string | undefined =>
  fields[field] ?? (field === 'identifier' ? identifier : undefined);

/** The time bands that the event runs through. */
function bandsOf(selecting: SelectingRates, tariff: CompiledTariff | null): Result<readonly BandStretch[], Suspension> {
  const { at } = selecting.event;
  if (tariff === null) return ok([{ from: at, to: at, band: null }]);
  const end = eventEnd(selecting);
  if (!end.ok) return end;
  if (end.value === at || selecting.quantity.isZero()) return ok([{ from: at, to: at, band: tariff.bandAt(at) }]);
  return end.value - at > LONGEST_DAYS * DAY_MS
    ? suspend('INVALID_QUANTITY', `The event lasts over ${LONGEST_DAYS} days. Correct its end, or send it in parts.`)
    : ok(tariff.stretches({ from: at, to: end.value }));
}

/** The exact zone goes before the zone that it lies in, that before every zone; in each, the time band before any time. */
function rateFor({ ratingSet, rates, otherwise }: CompiledPlan, zone: string | null, band: string | null) {
  const zones = zone === null || ratingSet === null ? [] : ratingSet.outwards(zone);
  for (const each of zones) {
    const ofZone = rates.get(each);
    const rate = ofZone?.get(band) ?? ofZone?.get(null);
    if (rate !== undefined) return rate;
  }
  const ofEvery = rates.get(null);
  return ofEvery?.get(band) ?? ofEvery?.get(null) ?? otherwise;
}

function noRate({ product }: SelectingRates['priced'], zone: string | null, band: string | null) {
  const where = [
    zone === null ? 'usage without a zone' : `the zone ${zone}`,
    ...(band === null ? [] : [`the time band ${band}`]),
  ];
  return suspend(
    'NO_RATE',
    `${product.code} has no rate for ${where.join(' in ')}. Add one to its rate plan, or let its own price apply otherwise, and retry.`,
  );
}
