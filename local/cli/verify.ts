import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { verifySite } from '../../functions/use-cases/site/verify-site.ts';
import { clientConfig } from '../runtime/local-environment.ts';
import { runningStack } from './stack-file.ts';

const HELP = `Recomputes every balance, bill and invoice of the running stack from the ledger's entries.

  npm run verify -- [--site SITE] [--data DIR]`;

try {
  const { values } = parseArgs({
    options: {
      site: { type: 'string' },
      data: { type: 'string', default: '.billow' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) console.log(HELP);
  else await verify(values.data, values.site);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function verify(data: string, site: string | undefined): Promise<void> {
  const stack = runningStack(resolve(data));
  if (stack === null) throw new Error(`No stack runs on ${data}. Start one with: npm start`);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig(stack.urls['dynamoDb'] ?? '')));
  const connection = { client, table: stack.tableName };
  const { differences, ...counts } = await verifySite({
    records: dynamoRecords(connection),
    ledgers: dynamoLedgers(client, stack.tableName),
    priceBooks: dynamoPriceBooks(connection),
  })(site ?? stack.homeSite);
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  );
  for (const difference of differences) console.log(difference);
  console.log(differences.length === 0 ? 'Everything is what the entries give.' : `${differences.length} differences`);
  if (differences.length > 0) process.exitCode = 1;
}
