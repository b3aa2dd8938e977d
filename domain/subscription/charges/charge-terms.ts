import type { Product, ProductVersion, Resource, Tax } from '../../catalog/catalog.ts';
import { type PriceBook, productVersionAt } from '../../catalog/price-book.ts';
import { isPending, pendingWords } from '../../catalog/taxes/tax-for.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { covers, type Instant, instantText } from '../../time/instant.ts';

/** What a product costs at a charge's reference time, in what, with which tax. */
export type ChargeTerms = {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly resource: Resource;
  /** Null: not taxed. */
  readonly tax: Tax | null;
};

/** A charge without its price or tax is refused, never guessed: billing parks the profile, an operator mends the catalog. */
export function chargeTermsAt(book: PriceBook, code: string, at: Instant): Result<ChargeTerms, Refusal> {
  const product = book.products.get(code);
  if (product === undefined) return missing(`The catalog has no product ${code}.`);
  const version = productVersionAt(product, at);
  if (version === null) return missing(`The product ${code} has no version that is valid at ${instantText(at)}.`);
  const resource = book.resources.get(product.resource);
  if (resource === undefined) return missing(`The product ${code} names the unknown resource ${product.resource}.`);
  if (version.tax === undefined || resource.kind === 'unit') return ok({ product, version, resource, tax: null });
  const tax = book.taxes.get(version.tax);
  if (tax === undefined || !covers({ from: tax.validFrom, to: tax.validTo }, at)) {
    return missing(`The tax ${version.tax} of the product ${code} is not valid at ${instantText(at)}.`);
  }
  if (isPending(tax)) return err(refusal('tax.pending', pendingWords(tax)));
  return ok({ product, version, resource, tax });
}

const missing = (detail: string) =>
  err(refusal('catalog.reference_missing', `${detail} Complete the catalog and try again.`));
