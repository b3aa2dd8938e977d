import { randomUUID } from 'node:crypto';
import { renderInvoiceHtml } from '../../../templates/invoice/render-html.ts';
import { dynamoClient } from '../../adapters/dynamo/client.ts';
import { dynamoCommit } from '../../adapters/dynamo/commit.ts';
import { dynamoLedgers } from '../../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../adapters/dynamo/site-time.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { s3Documents } from '../../adapters/s3/documents.ts';
import { requireEnv } from '../../shared/environment.ts';
import { httpDoor } from '../../shared/http-door.ts';
import { onceCommit } from '../../shared/idempotency.ts';
import { billingContract } from '../contract/billing.ts';
import { billingHandlers } from '../handlers/billing.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const records = dynamoRecords(connection);
const siteTime = dynamoSiteTime(connection);

/** Bills by hand, previews, payments, and the documents of invoices. */
export const handler = httpDoor({
  door: 'billing',
  contract: billingContract,
  handlers: billingHandlers({
    records,
    siteTime,
    commit: onceCommit({ records, commit: dynamoCommit(connection) }),
    ledgers: dynamoLedgers(connection.client, connection.table),
    priceBooks: dynamoPriceBooks(connection),
    sequences: dynamoSequences(connection),
    documents: s3Documents({ client: s3Client(), bucket: requireEnv('DOCUMENTS_BUCKET') }),
    randomId: () => randomUUID(),
    systemTime: Date.now,
    renderHtml: renderInvoiceHtml,
  }),
  ports: { records, siteTime },
});
