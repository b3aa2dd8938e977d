import { err, ok, type Result } from '../result.ts';
import type { TaxStatus } from '../subscription/subscription.ts';
import { covers, type Instant } from '../time/instant.ts';
import type { Tax } from './catalog.ts';
import type { PriceBook } from './price-book.ts';

/** The tax of a charge, and why it levies nothing on this customer, if it does not. Null: the charge is not taxed. */
export type LeviedTax = { readonly tax: Tax; readonly exemption: string | null } | null;

/** Country of a jurisdiction: `IT` of `IT` and of `IT-32`. */
const countryOf = (jurisdiction: string): string => jurisdiction.slice(0, 2);

/**
 * Which tax a customer is charged at a time. A business of another country than the tax's owes it itself (reverse charge); an exempt
 * customer owes none until the exemption ends. Both keep the tax code, so that invoices can say why. An error in words: the tax is not
 * in the catalog, or not valid then.
 */
export function taxFor(
  book: PriceBook,
  { code, at, status }: { readonly code: string | null; readonly at: Instant; readonly status: TaxStatus | undefined },
): Result<LeviedTax, string> {
  if (code === null) return ok(null);
  const tax = book.taxes.get(code);
  if (tax === undefined || !covers({ from: tax.validFrom, to: tax.validTo }, at)) {
    return err(`The tax ${code} is not valid at that time.`);
  }
  return ok(levied(tax, status, at));
}

/** A tax as it meets a customer. */
export const levied = (tax: Tax, status: TaxStatus | undefined, at: Instant): NonNullable<LeviedTax> => ({
  tax,
  exemption: status === undefined ? null : exemptionOf(tax, status, at),
});

function exemptionOf(tax: Tax, { country, taxId, exemption }: TaxStatus, at: Instant): string | null {
  if (exemption !== undefined && at < exemption.until) return exemption.reason;
  const isReversed =
    tax.reverseCharge === true &&
    tax.jurisdiction !== undefined &&
    taxId !== undefined &&
    country !== countryOf(tax.jurisdiction);
  return isReversed ? 'reverse-charge' : null;
}
