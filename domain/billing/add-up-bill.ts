import type { PriceBook } from '../catalog/price-book.ts';
import type { UnbilledLine } from '../ledger/head.ts';
import { lineKey } from '../ledger/line-key.ts';
import { type Dec, dec, decimalText, roundTo, sum, ZERO } from '../money/decimal.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Bill, BillLine, BillTax } from './bill.ts';

/** The money of a finalised bill. */
export type BillAmounts = Pick<Bill, 'lines' | 'taxes' | 'net' | 'tax' | 'total' | 'rounding'>;

type Rules = { readonly book: PriceBook; readonly digits: number };

/** More lines than any contract has: a sign that something runs wild, and more than a bill's item could hold. */
const MOST_LINES = 1000;

/**
 * Adds charges up to a bill. Each line's net is rounded half up to `digits`; tax is rounded once per tax code, from the exact
 * sum, so that many small events are not each taxed to the cent: 7 × 0.33 at 22 % is 0.51, not 0.49. What a customer was exempt of is a
 * row of its own. What rounding adds or takes is kept in `rounding`. Refused when a tax is unknown, since a wrong document is worse than a late one.
 */
export function addUpBill(charges: readonly UnbilledLine[], rules: Rules): Result<BillAmounts, Refusal> {
  const merged = mergeCharges(charges);
  if (merged.length > MOST_LINES) {
    return err(refusal('billing.parked', `The bill would have ${merged.length} lines; at most ${MOST_LINES} fit.`));
  }
  const lines = merged.map((charge) => toLine(charge, rules));
  const taxes = taxesOf(merged, lines, rules);
  if (!taxes.ok) return taxes;
  const net = sum(lines.map((line) => dec(line.net)));
  const tax = sum(taxes.value.map((row) => dec(row.tax)));
  const exact = sum(merged.map((charge) => charge.net.plus(charge.tax)));
  const total = net.plus(tax);
  return ok({
    lines,
    taxes: taxes.value,
    net: decimalText(net),
    tax: decimalText(tax),
    total: decimalText(total),
    rounding: decimalText(total.minus(exact)),
  });
}

/**
 * Charges that agree in all that a bill shows become one line, whatever their balance group, subscription, tag or general ledger; always in the same
 * order, a discount behind what it is taken off.
 */
function mergeCharges(charges: readonly UnbilledLine[]): readonly UnbilledLine[] {
  const merged = new Map<string, UnbilledLine>();
  for (const { tag: _, generalLedger: __, subscription: ___, ...charge } of charges) {
    const key = lineKey(charge);
    const found = merged.get(key);
    merged.set(key, found === undefined ? charge : addCharges(found, charge));
  }
  return [...merged].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, charge]) => charge);
}

const addCharges = (left: UnbilledLine, right: UnbilledLine): UnbilledLine => ({
  ...left,
  net: left.net.plus(right.net),
  tax: left.tax.plus(right.tax),
  quantity: left.quantity.plus(right.quantity),
  events: left.events + right.events,
});

const toLine = (charge: UnbilledLine, { book, digits }: Rules): BillLine => ({
  billItem: charge.billItem,
  product: charge.product,
  ...(charge.discount === undefined ? {} : { discount: charge.discount }),
  taxCode: charge.taxCode,
  ...(charge.exemption === undefined ? {} : { exemption: charge.exemption }),
  quantity: decimalText(charge.quantity),
  unit: unitOf(charge.product, book),
  net: decimalText(roundTo(charge.net, digits)),
  exactTax: decimalText(charge.tax),
  from: charge.period?.from ?? null,
  to: charge.period?.to ?? null,
  events: charge.events,
});

/** What usage is counted in; everything else is counted in pieces, which need no word. */
function unitOf(product: string | null, { products, serviceTypes }: PriceBook): string | null {
  const serviceType = product === null ? undefined : products.get(product)?.serviceType;
  return (serviceType === undefined ? undefined : serviceTypes.get(serviceType)?.unit) ?? null;
}

function taxesOf(
  charges: readonly UnbilledLine[],
  lines: readonly BillLine[],
  { book, digits }: Rules,
): Result<readonly BillTax[], Refusal> {
  const levies = new Map<string, Levy>();
  for (const { taxCode, exemption, tax } of charges) {
    if (taxCode !== null) {
      const key = levyKey(taxCode, exemption);
      const exact = (levies.get(key)?.exact ?? ZERO).plus(tax);
      levies.set(key, { taxCode, exact, ...(exemption === undefined ? {} : { exemption }) });
    } else if (!tax.isZero()) {
      return err(refusal('catalog.reference_missing', 'A charge carries tax without a tax code.'));
    }
  }
  const rows: BillTax[] = [];
  for (const [, { exact, ...levy }] of [...levies].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const tax = book.taxes.get(levy.taxCode);
    if (tax === undefined) {
      return err(
        refusal('catalog.reference_missing', `The tax ${levy.taxCode} is not in the catalog. Create it again.`),
      );
    }
    const levied = lines.filter((line) => line.taxCode === levy.taxCode && line.exemption === levy.exemption);
    rows.push({
      ...levy,
      percent: levy.exemption === undefined ? tax.percent : '0',
      base: decimalText(sum(levied.map(({ net }) => dec(net)))),
      tax: decimalText(roundTo(exact, digits)),
    });
  }
  return ok(rows);
}

type Levy = Pick<BillTax, 'taxCode' | 'exemption'> & { readonly exact: Dec };

/** Exempt ones behind what was levied. */
const levyKey = (taxCode: string, exemption: string | undefined): string =>
  exemption === undefined ? taxCode : `${taxCode}|${exemption}`;
