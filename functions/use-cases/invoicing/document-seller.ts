import type { Site } from '../../../domain/customer/customer.ts';
import type { DocumentSeller } from '../../../templates/invoice/view-model.ts';

/** The seller as letterheads and mails print it. */
export const documentSeller = ({ seller }: Pick<Site, 'seller'>): DocumentSeller => ({
  name: seller.name,
  addressLines: seller.address,
  email: seller.email,
  ...(seller.vatNumber === undefined ? {} : { vatNumber: seller.vatNumber }),
  ...(seller.phone === undefined ? {} : { phone: seller.phone }),
  ...(seller.iban === undefined ? {} : { iban: seller.iban }),
});
