import type { EventGenerator, FieldSource } from '../catalog/event-generator.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { type LedgerWork, workOn } from '../ledger/append-entries.ts';
import { findRepeat, indexEvents } from '../ledger/find-repeat.ts';
import type { Head } from '../ledger/head.ts';
import { type Dec, dec, decimalText } from '../money/decimal.ts';
import { indexContract } from '../rating/contract-index.ts';
import { rateUsage } from '../rating/rate-usage.ts';
import type { RatedAccount } from '../rating/rating-context.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { toSuspension } from '../subscription/prepaid/suspension.ts';
import type { PurchasedProduct, RatingProfile, ServiceInstance } from '../subscription/subscription.ts';
import { type Instant, instantText, type Period } from '../time/instant.ts';
import { earlier } from '../time/order.ts';
import { balanceAt } from './balance-at.ts';

/** A balance group with its contract and, for an owner who lives elsewhere, the taxes that a gateway quotes there. */
export type GeneratingAccount = {
  readonly head: Head;
  readonly profile: RatingProfile;
  readonly taxes?: PriceBook['taxes'];
};

type Turn = GeneratingAccount & {
  readonly book: PriceBook;
  readonly ended: Period;
  readonly now: Instant;
};

/** Ledgers by balance group: the account's own, and those of owners, where something was appended. */
export type Generated = ReadonlyMap<string, Head>;

/** An event that a generator is to make: for which service, and when. */
type Making = { readonly generator: EventGenerator; readonly service: ServiceInstance; readonly at: Instant };

/**
 * Event generators make their usage events for the cycle that ends: one for each generator and service, dated at the cycle's last instant,
 * or the last one of a purchase that ended in it. Its id is made of generator, service and cycle, so that no rerun makes it twice. An
 * event that cannot be rated refuses the turn, with the reason: a bill without it would be wrong. It is shared like any other usage: what
 * `owners` take over is for the same commit as the bill.
 */
export function generateUsage(
  turn: Turn,
  owners: ReadonlyMap<string, GeneratingAccount> = NOBODY,
): Result<Generated, Refusal> {
  const makings = makingsOf(turn);
  if (!makings.ok) return makings;
  if (makings.value.length === 0) return ok(NOTHING);
  const { head, profile, book, now } = turn;
  const contract = indexContract(profile);
  const known = indexEvents(head.tail);
  const work = workOn(head);
  const works = new Map<string, LedgerWork>();
  const rated = new Map<string, RatedAccount>();
  for (const [id, { head: ofOwner, profile: theirs, taxes }] of owners) {
    const opened = workOn(ofOwner);
    works.set(id, opened);
    const account = { state: opened.state, contract: indexContract(theirs) };
    rated.set(id, taxes === undefined ? account : { ...account, taxes });
  }
  for (const making of makings.value) {
    const event = eventOf(turn, making);
    if (event === null || findRepeat(known, { ...event, service: making.service.serviceId }) !== 'new') continue;
    // What was counted had been allowed in its time: limits and a status that changed since do not undo it. An owner's limit is another matter.
    const usage = rateUsage({ state: work.state, contract, book, now, owners: rated, limits: 'owners' }, event);
    if (!usage.ok) {
      const { reason, detail } = usage.error;
      return park(making, `${reason}: ${detail}`);
    }
    work.append(usage.value.entry);
    for (const { balanceGroupId, entry } of usage.value.shared) works.get(balanceGroupId)?.append(entry);
  }
  const changed = [...works].flatMap(([id, ofOwner]) =>
    ofOwner.state.seq > (owners.get(id)?.head.seq ?? 0) ? [[id, ofOwner.finish()] as const] : [],
  );
  return ok(new Map([[head.balanceGroupId, work.finish()], ...changed]));
}

const NOBODY: ReadonlyMap<string, GeneratingAccount> = new Map();
const NOTHING: Generated = new Map();

/** Which events are due: from the products that list generators, of purchases that ran in the cycle. */
function makingsOf({ profile, book, ended }: Turn): Result<readonly Making[], Refusal> {
  const makings = new Map<string, Making>();
  for (const purchase of profile.purchases) {
    if (purchase.status === 'pending' || purchase.validFrom >= ended.to) continue;
    if (toSuspension(purchase) <= ended.from) continue;
    for (const code of book.products.get(purchase.product)?.eventGenerators ?? []) {
      const generator = book.eventGenerators.get(code);
      if (generator === undefined) return missing(`The catalog has no event generator ${code}.`);
      const at = earlier(ended.to, purchase.validTo) - 1;
      const service = serviceOf(profile, { generator, purchase, at });
      if (service === null) {
        return missing(`The event generator ${code} finds no ${generator.serviceType} service to make its event for.`);
      }
      const key = `${code} ${service.serviceId}`;
      const found = makings.get(key);
      // A service that went over to another purchase in the cycle is read once, at the end.
      if (found === undefined || found.at < at) makings.set(key, { generator, service, at });
    }
  }
  return refuseSharedBalance([...makings.values()]);
}

/** The service that the event is for: with the identifier of the purchase's service, or the one that the generator names. */
function serviceOf(
  { services }: RatingProfile,
  {
    generator,
    purchase,
    at,
  }: { readonly generator: EventGenerator; readonly purchase: PurchasedProduct; readonly at: Instant },
): ServiceInstance | null {
  const own = services.find(({ serviceId }) => serviceId === purchase.serviceId);
  const identifier = generator.linkedTo === 'service' ? own?.identifier : generator.identifier;
  const found = services.find(
    (service) =>
      service.identifier === identifier &&
      service.serviceType === generator.serviceType &&
      service.validFrom <= at &&
      at < service.validTo,
  );
  return found ?? null;
}

/** A balance is the whole group's: two services that are each charged for it would pay it twice. */
function refuseSharedBalance(makings: readonly Making[]): Result<readonly Making[], Refusal> {
  for (const making of makings) {
    const { generator, service } = making;
    const readsBalance = Object.values(generator.mapper).some(({ from }) => from === 'balance');
    const other = makings.find((one) => one.generator.code === generator.code && one.service !== service);
    if (readsBalance && other !== undefined) {
      return park(
        making,
        `${other.service.identifier} would be charged for the same balance. Give each its own balance group.`,
      );
    }
  }
  return ok(makings);
}

/** Null: the generator's condition is not met. */
function eventOf({ head, profile, book, ended }: Turn, { generator, service, at }: Making): UsageFacts | null {
  const balance = (resource: string) => balanceAt(head, { book, resource, at });
  if (!isMet(generator.condition, balance)) return null;
  const textOf = (source: FieldSource): string | undefined => {
    switch (source.from) {
      case 'constant':
        return source.value;
      case 'balance':
        return decimalText(balance(source.resource));
      case 'cycle-start':
        return instantText(ended.from);
      case 'cycle-end':
        return instantText(ended.to);
      case 'attribute':
        return profile.attributes?.[source.attribute];
    }
  };
  const fields: Record<string, string> = {};
  for (const [field, source] of Object.entries(generator.mapper)) {
    const value = textOf(source);
    if (value !== undefined) fields[field] = value;
  }
  return {
    id: `EG-${generator.code}-${service.serviceId}-${instantText(ended.from)}`,
    at,
    serviceType: generator.serviceType,
    identifier: service.identifier,
    fields,
  };
}

function isMet(condition: EventGenerator['condition'], balance: (resource: string) => Dec): boolean {
  if (condition === undefined) return true;
  const order = balance(condition.resource).cmp(dec(condition.value));
  return condition.is === 'above' ? order > 0 : order < 0;
}

const park = ({ generator, service }: Making, why: string) =>
  err(
    refusal(
      'billing.parked',
      `The event generator ${generator.code} could not make its event for ${service.identifier}: ${why}`,
    ),
  );

const missing = (detail: string) =>
  err(refusal('catalog.reference_missing', `${detail} Complete the catalog and try again.`));
