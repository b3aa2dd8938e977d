import type { BillAmounts } from '../../../domain/billing/add-up-bill.ts';
import { RUNNING } from '../../../domain/ledger/bucket-key.ts';
import type { Bucket } from '../../../domain/ledger/head.ts';
import { dec, decimalText, roundTo } from '../../../domain/money/decimal.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Wire } from '../../shared/answer.ts';
import type { dueNow, grant } from '../contract/due-now.ts';
import { instantOrNull } from '../contract/instant.ts';

/** Charges as they would stand on a bill. `digits`: of the currency's minor unit. */
export const dueNowWire = (
  { lines, net, tax, total }: Pick<BillAmounts, 'lines' | 'net' | 'tax' | 'total'>,
  { currency, digits }: { readonly currency: string; readonly digits: number },
): Wire<typeof dueNow> => ({
  currency,
  lines: lines.map((line) => {
    const lineTax = roundTo(dec(line.exactTax), digits);
    return {
      billItem: line.billItem,
      product: line.product,
      ...(line.discount === undefined ? {} : { discount: line.discount }),
      quantity: line.quantity,
      from: instantOrNull(line.from),
      to: instantOrNull(line.to),
      net: line.net,
      tax: decimalText(lineTax),
      taxCode: line.taxCode,
      total: decimalText(dec(line.net).plus(lineTax)),
    };
  }),
  net,
  tax,
  total,
});

/** What lies in buckets for the customer to use up, as positive amounts. */
export const grantsWire = (buckets: Iterable<Bucket>): readonly Wire<typeof grant>[] =>
  [...buckets]
    .filter(({ origin, amount }) => origin !== RUNNING && amount.isNegative())
    .map(({ resource, amount, from, to }) => ({
      resource,
      amount: decimalText(amount.negated()),
      from: instantText(from),
      to: instantText(to),
    }));
