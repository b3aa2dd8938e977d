import type { PriceBook } from '../catalog/price-book.ts';
import type { Entry } from '../ledger/entry.ts';
import { type Dec, decimalText, ZERO } from '../money/decimal.ts';
import type { ServiceInstance } from '../subscription/subscription.ts';
import { covers, type Period } from '../time/instant.ts';

/** Usage of one service on one bill, added up. `amount` is before tax and exact. */
export type ServiceUsage = {
  readonly service: string;
  readonly identifier: string;
  readonly count: number;
  readonly quantity: string;
  readonly unit: string;
  readonly amount: string;
};

/** What charges usage: also of a group's members, and what corrects it. */
const USAGE: ReadonlySet<Entry['kind']> = new Set(['usage', 'shared', 'rerating']);

type Sum = { count: number; quantity: Dec; amount: Dec; readonly service: ServiceInstance };

/**
 * Adds a bill's usage up per service, in the order of their identifiers, with what corrected it. Usage counts where its money went: late usage on the bill that
 * charged it, usage that cost nothing (an allowance covered it) in the period in which it happened.
 */
export function summariseUsage(
  entries: Iterable<Entry>,
  {
    cycle,
    services,
    book,
  }: { readonly cycle: Period; readonly services: readonly ServiceInstance[]; readonly book: PriceBook },
): readonly ServiceUsage[] {
  const byId = new Map(services.map((service) => [service.serviceId, service]));
  const sums = new Map<string, Sum>();
  for (const entry of entries) {
    const service = byId.get(entry.service ?? '');
    if (service === undefined || !isOnBill(entry, cycle)) continue;
    const sum = sums.get(service.serviceId) ?? { count: 0, quantity: ZERO, amount: ZERO, service };
    if (entry.kind === 'usage') sum.count += 1;
    sum.quantity = sum.quantity.plus(entry.quantity ?? ZERO);
    for (const { amount, charge } of entry.impacts)
      if (charge !== null) sum.amount = sum.amount.plus(amount).minus(charge.tax);
    sums.set(service.serviceId, sum);
  }
  return [...sums.values()].map((sum) => toRow(sum, book)).toSorted(byService);
}

/** How many charges of usage the entries put on the bill of a cycle. */
export function countUsageCharges(entries: Iterable<Entry>, cycle: Period): number {
  let count = 0;
  for (const { kind, impacts } of entries) {
    if (!USAGE.has(kind)) continue;
    for (const { charge } of impacts) if (charge?.cycle === cycle.from) count += 1;
  }
  return count;
}

function isOnBill({ kind, at, impacts }: Entry, cycle: Period): boolean {
  if (kind !== 'usage' && kind !== 'rerating') return false;
  const charge = impacts.find((impact) => impact.charge !== null)?.charge;
  return charge ? charge.cycle === cycle.from : covers(cycle, at);
}

function toRow({ service, count, quantity, amount }: Sum, { serviceTypes }: PriceBook): ServiceUsage {
  const type = serviceTypes.get(service.serviceType);
  return {
    service: type?.name ?? service.serviceType,
    identifier: service.identifier,
    count,
    quantity: decimalText(quantity),
    unit: type?.unit ?? '',
    amount: decimalText(amount),
  };
}

const byService = (left: ServiceUsage, right: ServiceUsage): number =>
  compare(left.service, right.service) || compare(left.identifier, right.identifier);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
