import type { PriceBook } from '../../../../domain/catalog/price-book.ts';
import type { Charge, Entry, Impact } from '../../../../domain/ledger/entry.ts';
import { decimalText, sum } from '../../../../domain/money/decimal.ts';
import type { RatingProfile } from '../../../../domain/subscription/subscription.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { entryAnswer, eventAnswer } from '../../contract/customers/entry.ts';
import { productName, unitOf } from './balance-wire.ts';

type EntryWire = Wire<typeof entryAnswer>;

const chargeWire = (charge: Charge): NonNullable<EntryWire['impacts'][number]['charge']> => ({
  cycle: instantText(charge.cycle),
  billItem: charge.billItem,
  product: charge.product,
  taxCode: charge.taxCode,
  tax: decimalText(charge.tax),
  quantity: decimalText(charge.quantity),
  from: charge.period === null ? null : instantText(charge.period.from),
  to: charge.period === null ? null : instantText(charge.period.to),
});

const impactWire = ({ resource, bucket, amount }: Impact) => ({ resource, bucket, amount: decimalText(amount) });

export const entryWire = (entry: Entry): EntryWire => ({
  seq: entry.seq,
  kind: entry.kind,
  id: entry.id,
  at: instantText(entry.at),
  recordedAt: instantText(entry.recordedAt),
  serviceId: entry.service,
  product: entry.product,
  quantity: entry.quantity === null ? null : decimalText(entry.quantity),
  impacts: entry.impacts.map((impact) => ({
    ...impactWire(impact),
    charge: impact.charge === null ? null : chargeWire(impact.charge),
  })),
  billId: entry.bill?.billId ?? null,
  ...(entry.catalogVersion === undefined ? {} : { catalogVersion: entry.catalogVersion }),
  ...(entry.corrects === undefined ? {} : { corrects: entry.corrects }),
  ...(entry.note === undefined ? {} : { note: entry.note }),
  ...(entry.shared === undefined ? {} : { shared: entry.shared }),
});

/**
 * A usage entry as an operator reads it: on which service, how much, what it cost and on which bill it lands. Of what an owner took over, the
 * service is the member's.
 */
export function eventWire(
  entry: Entry,
  { profile, book, billOf }: { profile: RatingProfile; book: PriceBook; billOf: (cycle: number) => string | null },
): Wire<typeof eventAnswer> {
  const service = profile.services.find(({ serviceId }) => serviceId === entry.service);
  const charged = entry.impacts.flatMap(({ amount, charge }) => (charge === null ? [] : [{ amount, charge }]));
  const amount = sum(charged.map((impact) => impact.amount));
  const tax = sum(charged.map(({ charge }) => charge.tax));
  const cycle = charged[0]?.charge.cycle ?? null;
  return {
    seq: entry.seq,
    eventId: entry.id,
    at: instantText(entry.at),
    recordedAt: instantText(entry.recordedAt),
    balanceGroupId: profile.balanceGroupId,
    serviceId: entry.service,
    serviceType: service?.serviceType ?? book.products.get(entry.product ?? '')?.serviceType ?? null,
    identifier: service?.identifier ?? null,
    product: entry.product,
    productName: productName(entry.product, book),
    quantity: entry.quantity === null ? null : decimalText(entry.quantity),
    unit: unitOf(entry.product, book),
    currency: book.resources.get(profile.resource)?.currency ?? null,
    net: decimalText(amount.minus(tax)),
    tax: decimalText(tax),
    amount: decimalText(amount),
    impacts: entry.impacts.map(impactWire),
    fields: entry.fields ?? {},
    cycle: cycle === null ? null : instantText(cycle),
    billId: cycle === null ? null : billOf(cycle),
    ...(entry.shared === undefined
      ? {}
      : { shared: { as: entry.kind === 'shared' ? 'owner' : 'member', ...entry.shared } }),
  };
}
