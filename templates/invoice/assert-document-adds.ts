import {
  type Dec,
  type DecimalText,
  dec,
  decimalText,
  isDecimalText,
  lastPlace,
  sum,
} from '../../domain/money/decimal.ts';
import { minorDigits } from '../../domain/money/minor-digits.ts';
import { invariant } from '../../domain/result.ts';
import type { DocumentLine, InvoiceDocumentV1 } from './view-model.ts';

/**
 * Refuses to print an invoice that does not add up: a customer who finds a cent missing stops trusting every other
 * number. A difference is a bug of whoever built the document, so it throws and names them all.
 */
export function assertDocumentAdds(document: InvoiceDocumentV1): void {
  const differences = documentDifferences(document);
  invariant(
    differences.length === 0,
    `invoice ${document.number || document.billId} does not add up: ${differences.join('; ')}`,
  );
}

/** Every way in which the document contradicts itself, in words; empty when it adds up. */
export function documentDifferences(document: InvoiceDocumentV1): readonly string[] {
  const malformed = malformedAmounts(document);
  if (malformed.length > 0) return malformed;
  const { lines, taxSummary, totals } = document;
  const total = dec(totals.net)
    .plus(totals.tax)
    .plus(totals.rounding ?? '0');
  const due = dec(totals.total).minus(totals.creditApplied).minus(totals.paid);
  return [
    ...difference('net of the lines', sum(lines.map((line) => dec(line.net))), totals.net),
    ...difference('tax summary', sum(taxSummary.map((row) => dec(row.tax))), totals.tax),
    ...difference('net + tax + rounding', total, totals.total),
    ...difference('total − credit − paid', due, totals.due),
    ...lines.flatMap((line, index) =>
      difference(`line ${index + 1}, net + tax`, dec(line.net).plus(line.tax), line.gross),
    ),
    ...taxDifferences(document),
  ];
}

const difference = (what: string, is: Dec, printed: DecimalText): readonly string[] =>
  is.eq(printed) ? [] : [`${what} is ${decimalText(is)}, printed ${printed}`];

/**
 * Per tax code, lines and summary must agree to half a minor unit per line and one more: tax is rounded once per code, the
 * lines' shares once per line. A code that only one of them knows is a difference of its whole amount.
 */
function taxDifferences({ lines, taxSummary, currency }: InvoiceDocumentV1): readonly string[] {
  const codes = new Set([...lines.map((line) => line.taxCode ?? ''), ...taxSummary.map((row) => row.taxCode)]);
  const halfUnit = dec('0.5').times(lastPlace(minorDigits(currency) ?? 0));
  return [...codes].flatMap((code) => {
    const own = lines.filter((line) => (line.taxCode ?? '') === code);
    const rows = taxSummary.filter((row) => row.taxCode === code);
    const tolerance = halfUnit.times(own.length + 1);
    const missed = (of: (line: DocumentLine) => DecimalText, printed: readonly DecimalText[]) =>
      sum(own.map((line) => dec(of(line))))
        .minus(sum(printed.map(dec)))
        .abs()
        .gt(tolerance);
    const name = code === '' ? 'lines without a tax code' : `tax code ${code}`;
    const taxes = missed(
      (line) => line.tax,
      rows.map((row) => row.tax),
    );
    const bases =
      code !== '' &&
      missed(
        (line) => line.net,
        rows.map((row) => row.net),
      );
    return [
      ...(taxes ? [`${name}: tax of lines and summary differ`] : []),
      ...(bases ? [`${name}: net of lines and summary differ`] : []),
    ];
  });
}

/** Amounts that are no decimals, or have digits that the currency does not. */
function malformedAmounts({ lines, taxSummary, totals, currency }: InvoiceDocumentV1): readonly string[] {
  const digits = minorDigits(currency);
  if (digits === undefined) return [`${currency} is no ISO 4217 currency`];
  const amounts = [
    ...lines.flatMap(({ net, tax, gross }) => [net, tax, gross]),
    ...taxSummary.flatMap(({ tax }) => [tax]),
    ...[totals.net, totals.tax, totals.total, totals.creditApplied, totals.paid, totals.due, totals.rounding ?? '0'],
  ];
  const exact = [...amounts, ...taxSummary.map(({ net }) => net)].filter((amount) => !isDecimalText(amount));
  if (exact.length > 0) return exact.map((amount) => `“${amount}” is no decimal`);
  return amounts
    .filter((amount) => dec(amount).decimalPlaces() > digits)
    .map((amount) => `${amount} has more digits than ${currency}`);
}
