import type { PriceBook } from '../../../../domain/catalog/price-book.ts';
import { isOver } from '../../../../domain/charging/session-hold.ts';
import { parseAlarmKey } from '../../../../domain/ledger/alarm-key.ts';
import { cycleOfCounter } from '../../../../domain/ledger/counter-key.ts';
import type { Bucket, Head, UnbilledLine } from '../../../../domain/ledger/head.ts';
import { countsAt } from '../../../../domain/ledger/running-charges.ts';
import { type Dec, decimalText, sum } from '../../../../domain/money/decimal.ts';
import { movedBy } from '../../../../domain/rating/limits/credit-limits.ts';
import { type Instant, instantText, type Period } from '../../../../domain/time/instant.ts';
import type { Account } from '../../../ports.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { groupBalancesAnswer } from '../../contract/customers/balance.ts';

type GroupBalances = Wire<typeof groupBalancesAnswer>;

const periodWire = ({ from, to }: Period) => ({ from: instantText(from), to: instantText(to) });

/** The unit that a product's quantity is counted in, as shown; null where it only counts itself. */
export function unitOf(product: string | null, book: PriceBook): string | null {
  const serviceType = product === null ? undefined : book.products.get(product)?.serviceType;
  return serviceType === undefined ? null : (book.serviceTypes.get(serviceType)?.unit ?? null);
}

export const productName = (product: string | null, book: PriceBook): string | null =>
  product === null ? null : (book.products.get(product)?.name ?? product);

function balanceWire(
  code: string,
  buckets: readonly (readonly [string, Bucket])[],
  { book, now, holds }: { readonly book: PriceBook; readonly now: Instant; readonly holds: Head['holds'] },
): GroupBalances['balances'][number] {
  const resource = book.resources.get(code);
  const live = [...holds.values()].filter((hold) => !isOver(hold, now));
  const counted = buckets.filter(([, bucket]) => countsAt(bucket, now)).map(([, bucket]) => bucket);
  return {
    resource: code,
    name: resource?.name ?? code,
    kind: resource?.kind ?? 'unit',
    ...(resource?.currency === undefined ? {} : { currency: resource.currency }),
    ...(resource?.symbol === undefined ? {} : { symbol: resource.symbol }),
    total: decimalText(sum(counted.map(({ amount }) => amount))),
    granted: decimalText(sum(counted.map(({ granted }) => granted))),
    reserved: decimalText(sum(live.map(({ impacts }) => movedBy(impacts, code, now)))),
    buckets: buckets.map(([key, bucket]) => ({
      key,
      origin: bucket.origin,
      ...periodWire(bucket),
      amount: decimalText(bucket.amount),
      granted: decimalText(bucket.granted),
      valid: countsAt(bucket, now),
    })),
  };
}

const unbilledWire = (line: UnbilledLine, book: PriceBook): GroupBalances['unbilled'][number] => ({
  cycle: instantText(line.cycle),
  billItem: line.billItem,
  product: line.product,
  productName: productName(line.product, book),
  taxCode: line.taxCode,
  from: line.period === null ? null : instantText(line.period.from),
  to: line.period === null ? null : instantText(line.period.to),
  quantity: decimalText(line.quantity),
  unit: unitOf(line.product, book),
  net: decimalText(line.net),
  tax: decimalText(line.tax),
  total: decimalText(line.net.plus(line.tax)),
  events: line.events,
});

const counterWire = ([key, amount]: readonly [string, Dec]): GroupBalances['counters'][number] => ({
  name: key.slice(key.indexOf('|') + 1),
  cycle: instantText(cycleOfCounter(key)),
  amount: decimalText(amount),
});

/** A balance group's totals and buckets per resource, the billed one first, and what waits for a bill. */
export function groupBalancesWire(
  { head, profile }: Account,
  view: { readonly book: PriceBook; readonly now: Instant },
): GroupBalances {
  const byResource = new Map<string, [string, Bucket][]>([[profile.resource, []]]);
  for (const [key, bucket] of head.buckets) {
    const buckets = byResource.get(bucket.resource);
    if (buckets === undefined) byResource.set(bucket.resource, [[key, bucket]]);
    else buckets.push([key, bucket]);
  }
  const lines = [...head.unbilled.values()].toSorted((a, b) => a.cycle - b.cycle || (a.billItem < b.billItem ? -1 : 1));
  return {
    balanceGroupId: profile.balanceGroupId,
    customerId: profile.customerId,
    billingProfileId: profile.billingProfileId,
    name: profile.name,
    status: profile.status,
    paymentType: profile.paymentType,
    resource: profile.resource,
    currency: view.book.resources.get(profile.resource)?.currency ?? null,
    cycles: { active: periodWire(head.cycles.active), next: periodWire(head.cycles.next) },
    balances: [...byResource].map(([code, buckets]) =>
      balanceWire(
        code,
        buckets.toSorted(([, a], [, b]) => a.to - b.to || a.from - b.from),
        { ...view, holds: head.holds },
      ),
    ),
    unbilled: lines.map((line) => unbilledWire(line, view.book)),
    counters: [...head.counters].map(counterWire),
    reached: [...head.alarms].map((key) => parseAlarmKey(key)),
    events: head.usageCount,
    entries: head.seq,
  };
}
