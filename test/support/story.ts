import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import createClient from 'openapi-fetch';
import { dynamoLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import type { Paths } from '../../functions/http/contract/paths.ts';
import { verifySite } from '../../functions/use-cases/site/verify-site.ts';
import { type Stack, startStack } from '../../local/runtime/stack.ts';

const SITE = 'demo';

/** The whole product on this machine, lived through by a story: its own clock, its doors, its mailbox. */
export type Story = {
  readonly stack: Stack;
  readonly site: string;
  readonly api: ReturnType<typeof createClient<Paths>>;
  /** Calls that fail the story when they are refused. */
  readonly must: <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>;
  /** Puts message bodies on the usage queue and waits until nothing moves any more. */
  readonly send: (...bodies: readonly (string | object)[]) => Promise<void>;
  /** Moves the site's clock; everything that is due on the way happens. */
  readonly travelTo: (instant: string) => Promise<void>;
  /** The first difference between what is stored and what the entries give. */
  readonly verify: () => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
};

export async function startStory(options: {
  readonly at: string;
  readonly zone?: string;
  readonly currency?: string;
}): Promise<Story> {
  const stack = await startStack();
  await stack.invoke('set-up-site', {
    siteId: SITE,
    name: 'Story',
    environment: 'sandbox',
    zone: options.zone ?? 'UTC',
    currency: options.currency ?? 'EUR',
    seller: { name: 'Story d.o.o.', address: ['Slovenska cesta 1', '1000 Ljubljana'], email: 'billing@billow.dev' },
    clock: options.at,
  });
  const token = await stack.token({ role: 'admin', site: SITE });
  const api = createClient<Paths>({ baseUrl: stack.urls.api, headers: { authorization: `Bearer ${token}` } });
  const sqs = new SQSClient(stack.clientConfig.sqs);
  const queueUrl = String(stack.outputs['UsageQueueUrl']);

  const must: Story['must'] = async (call) => {
    const { data, error, response } = await call;
    if (data === undefined) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
    return data;
  };

  return {
    stack,
    site: SITE,
    api,
    must,
    send: async (...bodies) => {
      for (const body of bodies) {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));
      }
      await stack.drain();
    },
    travelTo: async (to) => {
      await must(api.POST('/v1/site/clock/advance', { body: { to } }));
      await stack.drain(120_000);
      const clock = await must(api.GET('/v1/site/clock'));
      if (clock.moving) throw new Error(`The clock stands still at ${clock.now}, waiting for run ${clock.waitingFor}`);
    },
    verify: async () => {
      const { TABLE_NAME: table = '' } = stack.environmentOf('rate-usage');
      const client = DynamoDBDocumentClient.from(new DynamoDBClient(stack.clientConfig.dynamoDb));
      const connection = { client, table };
      const ports = {
        records: dynamoRecords(connection),
        ledgers: dynamoLedgers(client, table),
        priceBooks: dynamoPriceBooks(connection),
      };
      const { differences } = await verifySite(ports)(SITE);
      client.destroy();
      return differences;
    },
    end: async () => {
      sqs.destroy();
      await stack.stop();
    },
  };
}
