import type { Charge, Count, Hold } from '../../../../domain/ledger/entry.ts';
import { dec } from '../../../../domain/money/decimal.ts';
import type { Period } from '../../../../domain/time/instant.ts';

/**
 * Parts of entries and states at rest: rows instead of objects, decimals as text, what is seldom there as a last, optional place. Positions
 * are part of the ledger's layout.
 */
export type PeriodRow = [number, number];
/** What few charges have. */
export type ChargeMore = { t?: string; d?: string; g?: string; x?: string; s?: string };
export type ChargeRow = [
  cycle: number,
  billItem: string,
  product: string | null,
  taxCode: string | null,
  tax: string,
  quantity: string,
  period: [number, number] | null,
  more?: ChargeMore,
];
export type CountRow = [counter: string, amount: string, before?: string];
export type HoldRow = [
  id: string,
  service: string,
  at: number,
  expiresAt: number,
  quantity: string,
  impacts: [resource: string, bucket: string, amount: string][],
  counts: CountRow[],
];
export const periodRow = ({ from, to }: Period): PeriodRow => [from, to];
export const periodOf = ([from, to]: PeriodRow): Period => ({ from, to });

export const countRow = ({ counter, amount, before }: Count): CountRow =>
  before === undefined ? [counter, amount.toFixed()] : [counter, amount.toFixed(), before.toFixed()];

export const countOf = ([counter, amount, before]: CountRow): Count =>
  before === undefined ? { counter, amount: dec(amount) } : { counter, amount: dec(amount), before: dec(before) };

export const holdRow = ({ id, service, at, expiresAt, quantity, impacts, counts }: Hold): HoldRow => [
  id,
  service,
  at,
  expiresAt,
  quantity.toFixed(),
  impacts.map(({ resource, bucket, amount }) => [resource, bucket, amount.toFixed()]),
  counts.map(countRow),
];

export const holdOf = ([id, service, at, expiresAt, quantity, impacts, counts]: HoldRow): Hold => ({
  id,
  service,
  at,
  expiresAt,
  quantity: dec(quantity),
  impacts: impacts.map(([resource, bucket, amount]) => ({ resource, bucket, amount: dec(amount) })),
  counts: counts.map(countOf),
});

type Marks = Pick<Charge, 'tag' | 'discount' | 'generalLedger' | 'exemption' | 'subscription'>;

export function chargeMore({ tag, discount, generalLedger, exemption, subscription }: Marks): [] | [ChargeMore] {
  const more: ChargeMore = {
    ...(tag === undefined ? {} : { t: tag }),
    ...(discount === undefined ? {} : { d: discount }),
    ...(generalLedger === undefined ? {} : { g: generalLedger }),
    ...(exemption === undefined ? {} : { x: exemption }),
    ...(subscription === undefined ? {} : { s: subscription }),
  };
  return Object.keys(more).length === 0 ? [] : [more];
}

export const marksOf = ({ t, d, g, x, s }: ChargeMore = {}): Marks => ({
  ...(t === undefined ? {} : { tag: t }),
  ...(d === undefined ? {} : { discount: d }),
  ...(g === undefined ? {} : { generalLedger: g }),
  ...(x === undefined ? {} : { exemption: x }),
  ...(s === undefined ? {} : { subscription: s }),
});

export const chargeRow = (charge: Charge): ChargeRow => [
  charge.cycle,
  charge.billItem,
  charge.product,
  charge.taxCode,
  charge.tax.toFixed(),
  charge.quantity.toFixed(),
  charge.period === null ? null : periodRow(charge.period),
  ...chargeMore(charge),
];

export const chargeOf = ([cycle, billItem, product, taxCode, tax, quantity, period, more]: ChargeRow): Charge => ({
  cycle,
  billItem,
  product,
  taxCode,
  tax: dec(tax),
  quantity: dec(quantity),
  period: period === null ? null : periodOf(period),
  ...(more === undefined ? {} : marksOf(more)),
});
