import type { Price } from '../../catalog/price.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { productVersionAt } from '../../catalog/price-book.ts';
import { parseBucketKey, RUNNING } from '../../ledger/bucket-key.ts';
import type { Entry } from '../../ledger/entry.ts';
import { emptyState, type LedgerState } from '../../ledger/fold.ts';
import type { Head } from '../../ledger/head.ts';
import { type Dec, ZERO } from '../../money/decimal.ts';
import { asBought } from '../../rerating/as-bought.ts';
import { cyclesOf } from '../../rerating/cycles-of.ts';
import { eventOf, servicesById } from '../../rerating/event-of.ts';
import { impactsBetween } from '../../rerating/impact-sums.ts';
import type { RatingProfile } from '../../subscription/subscription.ts';
import { minimumOf } from '../price-models/price-function-of.ts';
import { rateUsage } from '../rate-usage.ts';
import type { RatedAccount } from '../rating-context.ts';
import type { UsageFacts } from '../usage-facts.ts';
import { explainPrice, type PricePart } from './explain-price.ts';
import type { TraceLine } from './trace.ts';

/** A step, and for prices how the amount is made up. */
export type ExplainedStep =
  | TraceLine
  | (Extract<TraceLine, { step: 'price' }> & { readonly parts: readonly PricePart[] });

export type ExplainedUsage = {
  /** The steps give exactly what was charged. If not, the contract has changed since, and there are none. */
  readonly reproduced: boolean;
  readonly steps: readonly ExplainedStep[];
};

export type Explaining = {
  readonly entry: Entry;
  readonly profile: RatingProfile;
  readonly cycles: Head['cycles'];
  /** What sharing owners took over of the same event, with their contracts. */
  readonly owners: readonly {
    readonly entry: Entry;
    readonly profile: RatingProfile;
    readonly cycles: Head['cycles'];
    /** As they were quoted for the owner; the book's, if not given. */
    readonly taxes?: PriceBook['taxes'];
  }[];
  /** The catalog that priced it. */
  readonly book: PriceBook;
  /** Where counters stood that the entry itself says nothing of. */
  readonly counters?: ReadonlyMap<string, Dec>;
};

/**
 * How the amount of a rated event came about: the event goes through the pipeline again, with the catalog of then and with balances that have
 * exactly what it took, and every step is noted. What that gives is compared with what was charged.
 */
export function explainUsage(explaining: Explaining): ExplainedUsage {
  const { entry, profile } = explaining;
  const event = eventOf(entry, servicesById(profile));
  if (event === null) return NOT_REPRODUCED;
  const measured = explainAs(explaining, event);
  if (measured.reproduced || entry.quantity === null) return measured;
  // What a session was charged came with its quantity.
  return explainAs(explaining, { ...event, quantity: entry.quantity });
}

const NOT_REPRODUCED: ExplainedUsage = { reproduced: false, steps: [] };

function explainAs({ entry, profile, cycles, owners, book, counters }: Explaining, event: UsageFacts): ExplainedUsage {
  const steps: ExplainedStep[] = [];
  const past = { at: entry.at, wasShared: entry.shared !== undefined || owners.length > 0 };
  const asRated = (one: Omit<Explaining['owners'][number], 'taxes'>): RatedAccount => ({
    state: stateBefore(one, counters),
    contract: asBought(one.profile)(past),
  });
  const rated = rateUsage(
    {
      ...asRated({ entry, profile, cycles }),
      owners: new Map(
        owners.map(({ taxes = book.taxes, ...owner }) => [owner.profile.balanceGroupId, { ...asRated(owner), taxes }]),
      ),
      ...{ book, now: entry.recordedAt, limits: 'ignore' },
      trace: (line) => steps.push(line),
    },
    event,
  );
  if (!rated.ok || impactsBetween(entry.impacts, rated.value.entry.impacts).length > 0) return NOT_REPRODUCED;
  for (const owner of owners) {
    const taken = rated.value.shared.find(({ balanceGroupId }) => balanceGroupId === owner.profile.balanceGroupId);
    if (impactsBetween(owner.entry.impacts, taken?.entry.impacts ?? []).length > 0) return NOT_REPRODUCED;
  }
  return { reproduced: true, steps: withParts(steps, book, event.at) };
}

/** Balances that have exactly what the entry took, and counters where it found them. */
function stateBefore(
  { entry, profile, cycles }: { entry: Entry; profile: RatingProfile; cycles: Head['cycles'] },
  counters: ReadonlyMap<string, Dec> = new Map(),
): LedgerState {
  const state: LedgerState = { ...emptyState(), cycles: cyclesOf(entry, profile.cycleRule, cycles) };
  for (const { resource, bucket, amount } of entry.impacts) {
    const { origin, from, to } = parseBucketKey(bucket);
    if (origin === RUNNING) continue;
    const so = state.buckets.get(bucket)?.amount ?? ZERO;
    state.buckets.set(bucket, { resource, origin, from, to, granted: ZERO, amount: so.minus(amount) });
  }
  // What it granted was not there before.
  for (const [key, bucket] of state.buckets) {
    if (bucket.amount.gt(0)) state.buckets.set(key, { ...bucket, amount: ZERO });
  }
  for (const [counter, value] of counters) state.counters.set(counter, value);
  for (const { counter, before } of entry.counts.toReversed()) {
    if (before !== undefined) state.counters.set(counter, before);
  }
  return state;
}

/** Prices are explained by the catalog that they come from: the version's own, or the row of its rate plan. */
export function withParts(steps: readonly ExplainedStep[], book: PriceBook, at: number): readonly ExplainedStep[] {
  const product = steps.find((line) => line.step === 'product')?.product;
  const sold = product === undefined ? undefined : book.products.get(product);
  const version = sold === undefined ? null : productVersionAt(sold, at);
  if (sold === undefined || version === null) return steps;
  const rates = steps.filter((line) => line.step === 'rate');
  const priced = { rate: 0, detail: 0 };
  return steps.map((line): ExplainedStep => {
    if (line.step !== 'price') return line;
    const place = rates[priced.rate]?.place ?? 0;
    const details = place === 0 ? [{ price: version.price }] : (version.ratePlan?.rates[place - 1]?.details ?? []);
    const price: Price | undefined = details[priced.detail]?.price;
    priced.detail += 1;
    if (priced.detail >= details.length) {
      priced.rate += 1;
      priced.detail = 0;
    }
    // What is charged once an event, a day or a cycle costs nothing the next time.
    const isDone = line.amount.isZero() && price?.model === 'flat';
    if (price === undefined || isDone) return { ...line, parts: [] };
    const scale = book.resources.get(line.resource)?.ratingScale;
    const isShared = rates.length > 1 && minimumOf(price) !== null && scale !== undefined;
    const ofPart = isShared ? { amount: line.amount, scale } : undefined;
    return { ...line, parts: explainPrice(price, line.quantity, line.counted, ofPart) };
  });
}
