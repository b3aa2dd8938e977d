import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { openLedger } from '../domain/ledger/open-ledger.ts';
import { FOREVER, type Instant } from '../domain/time/instant.ts';
import { contractItems } from '../functions/adapters/dynamo/contract/contract-items.ts';
import { ledgerItems } from '../functions/adapters/dynamo/ledger/ledger-store.ts';
import { serviceClaimKey } from '../functions/adapters/dynamo/service-lookup.ts';
import { SITE } from './bench-site.ts';
import { TABLE } from './bench-table.ts';

export const MARCH_START: Instant = Date.parse('2026-03-01T00:00:00Z');
const MARCH = { from: MARCH_START, to: Date.parse('2026-04-01T00:00:00Z') };
const APRIL = { from: MARCH.to, to: Date.parse('2026-05-01T00:00:00Z') };

/** Balance groups 1 to `count`, each with one data service `data-{group}` bought in one product. */
export async function openAccounts(client: DynamoDBDocumentClient, count: number): Promise<void> {
  for (let group = 1; group <= count; group++) {
    const balanceGroupId = String(group);
    const identifier = `data-${group}`;
    const head = openLedger({
      siteId: SITE,
      balanceGroupId,
      resource: 'EUR',
      cycles: { active: MARCH, next: APRIL },
      at: MARCH_START,
      now: MARCH_START,
    });
    const service = { serviceId: `s${group}`, serviceType: 'data', validFrom: MARCH_START, validTo: FOREVER };
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          ...ledgerItems(TABLE, { before: null, after: head }),
          ...contractItems(TABLE, {
            before: null,
            value: {
              version: 0,
              siteId: SITE,
              customerId: balanceGroupId,
              billingProfileId: balanceGroupId,
              balanceGroupId,
              name: 'Main',
              status: 'active',
              resource: 'EUR',
              paymentType: 'postpaid',
              cycleRule: {
                interval: { unit: 'month', count: 1 },
                day: 1,
                zone: 'UTC',
                anchor: { year: 2026, month: 3, day: 1 },
              },
              services: [{ ...service, subscriptionId: balanceGroupId, identifier, status: 'active' }],
              purchases: [
                {
                  purchaseId: balanceGroupId,
                  subscriptionId: balanceGroupId,
                  bundle: 'data',
                  product: 'data-usage',
                  quantity: '1',
                  serviceId: service.serviceId,
                  validFrom: MARCH_START,
                  validTo: FOREVER,
                  status: 'active',
                  chargedThrough: MARCH_START,
                },
              ],
            },
          }),
        ],
      }),
    );
    const holder = { ...service, from: MARCH_START, to: FOREVER, customerId: balanceGroupId, balanceGroupId };
    await client.send(
      new PutCommand({
        TableName: TABLE,
        Item: {
          ...serviceClaimKey(SITE, identifier),
          data: { version: 1, siteId: SITE, identifier, holders: [holder] },
        },
      }),
    );
  }
}

/** Usage as producers send it: ids that cannot be compressed, near real time, a few fields. */
export function usageMessage(group: number, number: number, everyMs = 800): string {
  const at = new Date(MARCH_START + number * everyMs + ((number * 7919) % 600)).toISOString();
  const id = `${(number * 2654435761) % 4294967296}-${(number * 40503 * (group + 7)) % 1000003}-${number}`;
  return JSON.stringify({
    specversion: '1.0',
    type: 'billow.usage.v1',
    id,
    source: 'bench',
    time: at,
    site: SITE,
    servicetype: 'data',
    subject: `data-${group}`,
    data: { volume: `${((number * 37) % 1000) / 10}`, cell: `cell-${number % 50}` },
  });
}

/** When the benchmark's usage is over: no event is of the future. */
export const BENCH_NOW: Instant = Date.parse('2026-03-31T12:00:00Z');
