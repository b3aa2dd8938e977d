import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../domain/time/instant.ts';
import { dynamoCommit } from '../functions/adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../functions/adapters/dynamo/due-index.ts';
import {
  dynamoCommitLedgers,
  dynamoLedgers,
  dynamoUsageLedgers,
} from '../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../functions/adapters/dynamo/sequences.ts';
import { dynamoServiceLookup } from '../functions/adapters/dynamo/service-lookup.ts';
import { dynamoSiteTime } from '../functions/adapters/dynamo/site-time.ts';
import { dynamoSuspenseWriter } from '../functions/adapters/dynamo/suspense-writer.ts';
import { dynamoUsageTallies } from '../functions/adapters/dynamo/usage-tallies.ts';
import type { Change, Documents, JobMessage } from '../functions/ports.ts';
import type { MailRequest } from '../functions/use-cases/mail/send-mail.ts';
import { onboardCustomer } from '../functions/use-cases/subscriptions/onboard-customer.ts';
import { rateUsageBatch } from '../functions/use-cases/usage/rate-usage-batch.ts';
import { renderInvoiceHtml } from '../templates/invoice/render-html.ts';
import { renderInvoiceJson } from '../templates/invoice/render-json.ts';
import { renderInvoicePdf } from '../templates/invoice/render-pdf.ts';
import { renderMail } from '../templates/mail/render-mail.ts';
import { BENCH_CATALOG, BENCH_SITE, SITE } from './bench-site.ts';
import { TABLE } from './bench-table.ts';

/** A clock that the benchmark moves, and what was sent to the queues. */
export type Night = { now: Instant; readonly jobs: JobMessage[]; readonly mails: MailRequest[] };

/** The ports of the billing workers as their doors make them; documents stay in memory and mails go nowhere. */
export function billingPorts(client: DynamoDBDocumentClient, night: Night) {
  const connection = { client, table: TABLE };
  const commit = dynamoCommit(connection);
  const nothing = async () => {};
  return {
    records: dynamoRecords(connection),
    // The stream's part is played here: what a commit leaves in the outbox is sent.
    commit: async (changes: readonly Change[]) => {
      const outcome = await commit(changes);
      for (const change of outcome === 'done' ? changes : []) {
        if (!('put' in change) || change.put !== 'outbox') continue;
        const { message } = change.value;
        if (message.type === 'mail.requested.v1') night.mails.push({ siteId: SITE, ...message });
      }
      return outcome;
    },
    ledgers: dynamoLedgers(client, TABLE),
    priceBooks: dynamoPriceBooks(connection),
    siteTime: dynamoSiteTime(connection, { systemNow: () => night.now }),
    sequences: dynamoSequences(connection),
    dueIndex: dynamoDueIndex(connection),
    queues: {
      sendJobs: async (messages: readonly JobMessage[]) => void night.jobs.push(...messages),
      ...{ sendClockStep: nothing, sendUsage: nothing, sendMail: nothing, sendNotifications: nothing },
    },
    documents: documentsInMemory(),
    mailer: { send: async () => ({ messageId: 'sent' }) },
    randomId: () => randomUUID(),
    systemTime: () => night.now,
    renderInvoice: { json: renderInvoiceJson, html: renderInvoiceHtml, pdf: renderInvoicePdf },
    renderMail: (mail: Parameters<typeof renderMail<'invoice-ready'>>[1], locale: string) =>
      renderMail('invoice-ready', mail, locale),
    publicApiUrl: 'https://api.example.com',
  };
}
export type BenchPorts = ReturnType<typeof billingPorts>;

function documentsInMemory(): Pick<Documents, 'put' | 'putOnce' | 'get'> {
  const files = new Set<string>();
  return {
    put: async () => {},
    putOnce: async (key) => {
      if (files.has(key)) return 'exists';
      files.add(key);
      return 'stored';
    },
    get: async () => null,
  };
}

/** The site with its catalog, and customers `data-1` to `data-{count}` with a monthly fee and a service each. */
export async function openShop(ports: BenchPorts, { now }: Night, count: number): Promise<void> {
  await ports.commit([{ put: 'site', value: { ...BENCH_SITE, version: 0 } }]);
  for (const { kind, object } of BENCH_CATALOG) {
    await ports.commit([{ put: 'catalog', value: { siteId: SITE, kind, code: object.code, object, version: 0 } }]);
  }
  for (let number = 1; number <= count; number++) {
    const onboarded = await onboardCustomer(ports)(
      { siteId: SITE, actor: 'bench', now, remember: () => [] },
      {
        customer: {
          type: 'residential',
          firstName: 'Ada',
          lastName: `Bench ${number}`,
          email: `ada-${number}@example.com`,
          phone: '+38641111222',
          address: '1 Street',
          city: 'Town',
          zip: '1000',
          country: 'SI',
        },
        payment: { method: 'invoice' },
        subscription: {
          plan: 'data',
          paymentType: 'postpaid',
          resource: 'EUR',
          eventType: 'monthly',
          billingDay: 1,
          identifier: `data-${number}`,
        },
      },
    );
    if (!onboarded.ok) throw new Error(onboarded.error.detail);
  }
}

/** Every customer uses the service `events` times in the days before now. */
export async function consume(
  client: DynamoDBDocumentClient,
  ports: BenchPorts,
  { now, customers, events }: Pick<Night, 'now'> & { readonly customers: number; readonly events: number },
): Promise<void> {
  const connection = { client, table: TABLE };
  const rate = rateUsageBatch({
    ...ports,
    ledgers: dynamoUsageLedgers(client, TABLE),
    commitLedgers: dynamoCommitLedgers({ client, table: TABLE }),
    services: dynamoServiceLookup(connection),
    suspense: dynamoSuspenseWriter(connection),
    tallies: dynamoUsageTallies(connection),
    homeSite: SITE,
  });
  const messages = Array.from({ length: customers * events }, (_, index) => ({
    messageId: `${index}`,
    body: JSON.stringify({
      specversion: '1.0',
      type: 'billow.usage.v1',
      id: randomUUID(),
      source: 'bench',
      time: new Date(now - (index + 1) * 60_000).toISOString(),
      site: SITE,
      servicetype: 'data',
      subject: `data-${(index % customers) + 1}`,
      data: { volume: `${(index % 900) / 10}`, cell: `cell-${index % 50}` },
    }),
  }));
  const { rated, faults } = await rate(messages);
  if (rated !== messages.length)
    throw new Error(`only ${rated} of ${messages.length} were rated: ${faults.join('; ')}`);
}
