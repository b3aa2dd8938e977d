import type { DocumentLinks } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { invoiceShelf } from './entities/invoice-entity.ts';
import { documentLinkKey } from './keys.ts';
import { readLink } from './read-link.ts';

/** Ours are much shorter; a longer text is no key that the table would take. */
const LONGEST_TOKEN = 200;

/** Follows the link of a mail to its invoice. The token is all that the reader has: it also says whose it is. */
export function dynamoDocumentLinks(connection: Connection): DocumentLinks {
  const invoices = invoiceShelf(connection);
  return {
    resolve: async (token) => {
      if (token === '' || token.length > LONGEST_TOKEN) return null;
      const target = await readLink(connection, documentLinkKey(token));
      if (target === null) return null;
      const { siteId, customerId, billId = '' } = target;
      const invoice = await invoices.get(siteId, { customerId, billId });
      return invoice?.linkToken === token ? invoice : null;
    },
  };
}
