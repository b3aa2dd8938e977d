import { randomUUID } from 'node:crypto';
import { renderInvoiceHtml } from '../../templates/invoice/render-html.ts';
import { renderInvoiceJson } from '../../templates/invoice/render-json.ts';
import { renderInvoicePdf } from '../../templates/invoice/render-pdf.ts';
import { renderMail } from '../../templates/mail/render-mail.ts';
import { dynamoClient } from '../adapters/dynamo/client.ts';
import { dynamoCommit } from '../adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../adapters/dynamo/due-index.ts';
import { dynamoLedgers } from '../adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../adapters/dynamo/site-time.ts';
import { s3Client } from '../adapters/s3/client.ts';
import { s3Documents } from '../adapters/s3/documents.ts';
import { sqsClient } from '../adapters/sqs/client.ts';
import { queueUrls } from '../adapters/sqs/queue-urls.ts';
import { sqsQueues } from '../adapters/sqs/queues.ts';
import { requireEnv } from '../shared/environment.ts';
import { jobDoor } from '../shared/job-door.ts';
import { beginInvoicing } from '../use-cases/invoicing/begin-invoicing.ts';
import { workInvoicing } from '../use-cases/invoicing/work-invoicing.ts';
import { reportResults } from '../use-cases/jobs/report-results.ts';

const connection = { client: dynamoClient(), table: requireEnv('TABLE_NAME') };
const ports = {
  records: dynamoRecords(connection),
  commit: dynamoCommit(connection),
  ledgers: dynamoLedgers(connection.client, connection.table),
  priceBooks: dynamoPriceBooks(connection),
  siteTime: dynamoSiteTime(connection),
  sequences: dynamoSequences(connection),
  dueIndex: dynamoDueIndex(connection),
  queues: sqsQueues({ client: sqsClient(), urls: queueUrls(process.env) }),
  documents: s3Documents({ client: s3Client(), bucket: requireEnv('DOCUMENTS_BUCKET') }),
  randomId: () => randomUUID(),
  systemTime: Date.now,
  renderInvoice: { json: renderInvoiceJson, html: renderInvoiceHtml, pdf: renderInvoicePdf },
  renderMail: (mail: Parameters<typeof renderMail<'invoice-ready'>>[1], locale: string) =>
    renderMail('invoice-ready', mail, locale),
  publicApiUrl: requireEnv('PUBLIC_API_URL').replace(/\/+$/, ''),
};

/** Issues the invoices of finalised bills: number, snapshot, pages, and the mail that announces them. */
export const handler = jobDoor({
  begin: beginInvoicing(ports),
  work: workInvoicing(ports),
  report: reportResults(ports),
});
