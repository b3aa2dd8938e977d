import { turnCycle } from '../billing/turn-cycle.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { appendEntries, workOn } from '../ledger/append-entries.ts';
import type { OpenCycles } from '../ledger/entry.ts';
import type { Head } from '../ledger/head.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { indexContract } from '../rating/contract-index.ts';
import { rateUsage } from '../rating/rate-usage.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { chargeContext } from '../subscription/charges/charge-context.ts';
import { chargeRecurring } from '../subscription/charges/charge-recurring.ts';
import { startPurchases } from '../subscription/start-purchases.ts';
import type { PurchasedProduct, RatingProfile } from '../subscription/subscription.ts';
import { cycleAt, nextCycle } from '../time/cycle.ts';
import type { CycleRule } from '../time/cycle-rule.ts';
import { covers, type Instant, type Period } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
import { addItem, type ItemSums } from './item-amounts.ts';
import { addLineImpacts, addRest, type LineSums } from './line-amounts.ts';

export type Simulation = {
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly period: Period;
  /** In order of time. */
  readonly usage: readonly UsageFacts[];
};

/** What it came to, by bill item and by line; and how much usage could not be rated. */
export type Simulated = { readonly items: ItemSums; readonly lines: LineSums; readonly unrated: number };

/**
 * Lives through a stretch of time with a contract: opens an empty ledger, charges what recurs for the days of the stretch, grants what it
 * grants, rates the usage in order of time, and turns the cycles. Limits and inactivity stop nothing; nobody shares; generated events are
 * among the usage already. What was bought before goes on from the beginning of the stretch, and one-time charges of before are not made again.
 */
export function simulate({ profile: real, book: whole, period, usage }: Simulation): Result<Simulated, Refusal> {
  const book = withoutGenerators(whole);
  const opened = openAccount(real, book, period);
  if (!opened.ok) return opened;
  const items: ItemSums = new Map();
  const lines: LineSums = new Map();
  let { head, profile } = opened.value;
  let unrated = 0;
  for (;;) {
    const cycle = head.cycles.active;
    const started = startPurchases({ head, profile }, { book, now: earlier(cycle.to, period.to) - 1 });
    if (!started.ok) return started;
    profile = started.value.contract.profile;
    const work = workOn(started.value.contract.head);
    const contract = indexContract(profile);
    for (const event of usage) {
      if (!covers(cycle, event.at)) continue;
      const rated = rateUsage({ state: work.state, contract, book, now: event.at, limits: 'ignore' }, event);
      if (!rated.ok) {
        unrated += 1;
        continue;
      }
      const { service, impacts } = work.append(rated.value.entry);
      addLineImpacts(lines, { from: cycle.from, serviceId: service }, impacts);
    }
    const cycles: OpenCycles = { active: head.cycles.next, next: following(real.cycleRule, head.cycles.next) };
    const turn = { book, billId: 'simulation', ended: cycle, cycles, now: cycle.to };
    const turned = turnCycle({ head: work.finish(), profile }, turn);
    if (!turned.ok) return turned;
    const billed: ItemSums = new Map();
    for (const { billItem, net, tax } of turned.value.charges) addItem(billed, billItem, { net, tax });
    for (const [billItem, sums] of billed) {
      addItem(items, billItem, sums);
      addRest(lines, { from: cycle.from, billItem }, sums);
    }
    if (cycle.to >= period.to) return ok({ items, lines, unrated });
    ({ head, profile } = turned.value.after);
  }
}

const following = (rule: CycleRule | null, period: Period): Period =>
  rule === null ? period : nextCycle(rule, period);

const withoutGenerators = (book: PriceBook): PriceBook => ({
  ...book,
  products: new Map([...book.products].map(([code, product]) => [code, { ...product, eventGenerators: [] }])),
});

type Opened = { readonly head: Head; readonly profile: RatingProfile };

/** The ledger and the contract as the stretch begins: what was bought before is under way and charged from here on. */
function openAccount(real: RatingProfile, book: PriceBook, period: Period): Result<Opened, Refusal> {
  const active = {
    from: period.from,
    to: real.cycleRule === null ? period.to : cycleAt(real.cycleRule, period.from).to,
  };
  const cycles = { active, next: following(real.cycleRule, active) };
  const profile: RatingProfile = {
    ...real,
    status: 'active',
    // Nobody has to have paid ahead.
    paymentType: 'postpaid',
    memberships: [],
    sharingGroups: [],
    purchases: real.purchases.flatMap((purchase) => within(purchase, period)),
  };
  const { siteId, balanceGroupId, resource } = real;
  let head = openLedger({ siteId, balanceGroupId, resource, cycles, at: period.from, now: period.from });
  const context = chargeContext({ profile, book, cycles, now: period.from });
  const purchases: PurchasedProduct[] = [];
  for (const purchase of profile.purchases) {
    const isForward = purchase.status === 'active' && book.products.get(purchase.product)?.cycle === 'forward';
    const charged = isForward
      ? chargeRecurring(context, purchase, { until: active.to, kind: 'cycle' })
      : ok({ drafts: [], purchase });
    if (!charged.ok) return charged;
    head = appendEntries(head, charged.value.drafts);
    purchases.push(charged.value.purchase);
  }
  return ok({ head, profile: { ...profile, purchases } });
}

/** The part of a purchase that lies within the stretch. What it begins with keeps its own anchor. */
function within(purchase: PurchasedProduct, { from, to }: Period): readonly PurchasedProduct[] {
  const start = later(purchase.validFrom, from);
  const validTo = earlier(purchase.validTo, to);
  if (validTo <= start) return [];
  const isUnderWay = purchase.validFrom < from;
  const { suspendedAt: _, resumedAt: __, ...bought } = purchase;
  return [{ ...bought, validTo, status: isUnderWay ? 'active' : 'pending', chargedThrough: start }];
}

/** Usage of a stretch is looked at in order of time: who comes first gets the allowance. */
export const inOrderOfTime = (left: { readonly at: Instant }, right: { readonly at: Instant }): number =>
  left.at - right.at;
