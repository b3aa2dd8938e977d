import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { gatewayTaxes, quotedBook } from '../../../domain/catalog/taxes/quoted-book.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { TaxGateway } from '../../ports.ts';

/**
 * Asks the taxation gateway what its taxes are for a customer, before anything is charged: deciding stays pure. A catalog without such
 * taxes asks nothing. What the gateway does not answer stays pending, and nothing is charged with it.
 */
export const quoteTaxes =
  ({ taxGateway }: { readonly taxGateway: TaxGateway }) =>
  async (book: PriceBook, customer: Pick<RatingProfile, 'taxStatus'>, now: Instant): Promise<PriceBook> => {
    const taxes = gatewayTaxes(book);
    const { taxStatus } = customer;
    if (taxes.length === 0 || taxStatus === undefined) return book;
    const { country, taxId } = taxStatus;
    const answers = await Promise.all(
      taxes.map(async ({ code, jurisdiction }) => {
        const percent = await taxGateway.percent({
          siteId: book.siteId,
          taxCode: code,
          country,
          day: instantText(now).slice(0, 10),
          ...(jurisdiction === undefined ? {} : { jurisdiction }),
          ...(taxId === undefined ? {} : { taxId }),
        });
        return percent === null ? [] : [[code, percent] as const];
      }),
    );
    return quotedBook(book, new Map(answers.flat()));
  };
