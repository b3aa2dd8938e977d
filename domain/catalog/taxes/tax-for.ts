import { err, ok, type Result } from '../../result.ts';
import type { TaxStatus } from '../../subscription/subscription.ts';
import { covers, type Instant } from '../../time/instant.ts';
import type { Tax } from '../catalog.ts';
import type { PriceBook } from '../price-book.ts';

/** The tax of a charge, and why it levies nothing on this customer, if it does not. Null: the charge is not taxed. */
export type LeviedTax = { readonly tax: Tax; readonly exemption: string | null } | null;

/** Why a charge cannot be taxed now. `TAX_PENDING`: the taxation gateway has not said yet. */
export type NoTax = { readonly reason: 'TAX_MISSING' | 'TAX_PENDING'; readonly detail: string };

/** A gateway's tax that nobody was asked for: see quoted-book.ts, which puts the answer in its place. */
export const isPending = ({ provider }: Tax): boolean => provider === 'gateway';

export const pendingWords = ({ code }: Tax): string =>
  `The taxation gateway has not answered for ${code}. Try again when it does, or set the tax to a percentage.`;

/** The exemption of whoever owes a tax itself. */
export const REVERSE_CHARGE = 'reverse-charge';

/** Country of a jurisdiction: `IT` of `IT` and of `IT-32`. */
const countryOf = (jurisdiction: string): string => jurisdiction.slice(0, 2);

/**
 * Which tax a customer is charged at a time. A business of another country than the tax's owes it itself (reverse charge); an exempt
 * customer owes none until the exemption ends. Both keep the tax code, so that invoices can say why.
 */
export function taxFor(
  book: Pick<PriceBook, 'taxes'>,
  { code, at, status }: { readonly code: string | null; readonly at: Instant; readonly status: TaxStatus | undefined },
): Result<LeviedTax, NoTax> {
  if (code === null) return ok(null);
  const tax = book.taxes.get(code);
  if (tax === undefined || !covers({ from: tax.validFrom, to: tax.validTo }, at)) {
    return err({ reason: 'TAX_MISSING', detail: `The tax ${code} is not valid at that time. Extend it.` });
  }
  const levy = levied(tax, status, at);
  // Whoever owes nothing owes it whatever the gateway would say.
  return isPending(tax) && levy.exemption === null
    ? err({ reason: 'TAX_PENDING', detail: pendingWords(tax) })
    : ok(levy);
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
  return isReversed ? REVERSE_CHARGE : null;
}
