import type { PriceBook } from '../catalog/price-book.ts';
import { taxOn } from '../catalog/tax-on.ts';
import { bucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { DraftEntry, Impact } from '../ledger/entry.ts';
import type { LedgerState } from '../ledger/fold.ts';
import { roundTo, ZERO } from '../money/decimal.ts';
import { divided } from '../money/fraction.ts';
import { ok, type Result } from '../result.ts';
import { covers, type Instant } from '../time/instant.ts';
import { bucketsAt } from './buckets-at.ts';
import { chargeCycleOf, counterOf } from './charge-cycle-of.ts';
import { checkFields } from './check-fields.ts';
import { consumeAllowance } from './consume-allowance.ts';
import type { ContractIndex } from './contract-index.ts';
import { findProduct } from './find-product.ts';
import { findService } from './find-service.ts';
import { measureQuantity } from './measure-quantity.ts';
import { priceFunctionOf } from './price-function-of.ts';
import { type Suspension, suspend } from './suspension.ts';
import type { UsageFacts } from './usage-facts.ts';

/** What an event is rated against: the ledger as it stands, the contract, the prices. */
export type RatingContext = {
  readonly state: Readonly<LedgerState>;
  readonly contract: ContractIndex;
  readonly book: PriceBook;
  readonly now: Instant;
};

/**
 * The rating pipeline, in its order: service → fields → quantity → product and version → allowances → price → tax → entry.
 * Pure and exact. Amounts are rounded half up at the resource's rating scale, once, after pricing.
 */
export function rateUsage(context: RatingContext, event: UsageFacts): Result<DraftEntry, Suspension> {
  const { state, contract, book, now } = context;
  const serviceType = book.serviceTypes.get(event.serviceType);
  if (serviceType === undefined) {
    return suspend(
      'UNKNOWN_SERVICE_TYPE',
      `The catalog has no service type ${event.serviceType}. Create it, or correct the event.`,
    );
  }
  const service = findService(contract, event);
  if (!service.ok) return service;
  const fields = checkFields(serviceType, event.fields);
  if (!fields.ok) return fields;
  const quantity = measureQuantity(serviceType, event.at, event.fields);
  if (!quantity.ok) return quantity;
  const priced = findProduct(contract, book, service.value, event.at);
  if (!priced.ok) return priced;
  const { product, version } = priced.value;

  const { profile } = contract;
  const money = book.resources.get(product.resource);
  if (money === undefined || product.resource !== profile.resource) {
    return suspend(
      'NO_RATE',
      `${product.code} is priced in ${product.resource}, the customer is billed in ${profile.resource}.`,
    );
  }
  const allowanceResource = product.allowance === undefined ? undefined : book.resources.get(product.allowance);
  const allowance =
    allowanceResource === undefined
      ? { impacts: [], remaining: quantity.value }
      : consumeAllowance(bucketsAt(context, event.at), allowanceResource, event.at, quantity.value);

  const counter = counterOf(state, { rule: profile.cycleRule, product: product.code, at: event.at });
  const counted = state.counters.get(counter) ?? ZERO;
  const amount = roundTo(divided(priceFunctionOf(version.price)(allowance.remaining, counted)), money.ratingScale);

  const tax = version.tax === undefined ? null : book.taxes.get(version.tax);
  if (tax === undefined || (tax !== null && !covers({ from: tax.validFrom, to: tax.validTo }, event.at))) {
    return suspend(
      'TAX_MISSING',
      `The tax ${version.tax} of ${product.code} is not valid at the event's time. Extend it and retry.`,
    );
  }
  const taxed = taxOn(amount, tax);

  const cycle = chargeCycleOf(state.cycles, profile.cycleRule, event.at);
  const charge: Impact = {
    resource: money.code,
    bucket: bucketKey({ resource: money.code, ...cycle, origin: RUNNING }),
    amount: taxed.net.plus(taxed.tax),
    charge: {
      cycle: cycle.from,
      billItem: product.billItem,
      product: product.code,
      taxCode: tax?.code ?? null,
      tax: taxed.tax,
      quantity: quantity.value,
      period: null,
    },
  };
  const countsOn = version.price.model === 'graduated' && version.price.basis === 'cycle';
  return ok({
    kind: 'usage',
    id: event.id,
    at: event.at,
    recordedAt: now,
    service: service.value.serviceId,
    product: product.code,
    quantity: quantity.value,
    fields: event.fields,
    impacts: [...allowance.impacts, charge],
    counts: countsOn ? [{ counter, amount: allowance.remaining }] : [],
    cycles: null,
    bill: null,
  });
}
