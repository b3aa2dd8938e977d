import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { dynamoClient } from '../../functions/adapters/dynamo/client.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { TABLE_SHAPE } from '../../functions/adapters/dynamo/table-shape.ts';

const { partitionKey, sortKey, indexes } = TABLE_SHAPE;
const { dueWork, lists } = indexes;

const schemaOf = (keys: { readonly partitionKey: string; readonly sortKey: string }) => [
  { AttributeName: keys.partitionKey, KeyType: 'HASH' as const },
  { AttributeName: keys.sortKey, KeyType: 'RANGE' as const },
];

/** An empty table in DynamoDB Local with the shape of the deployed one, and a client as the functions have it. */
export async function freshTable(): Promise<Connection> {
  const client = localClient();
  const table = `store-${randomUUID()}`;
  const names = [partitionKey, sortKey, dueWork.partitionKey, dueWork.sortKey, lists.partitionKey, lists.sortKey];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: schemaOf({ partitionKey, sortKey }),
      GlobalSecondaryIndexes: [dueWork, lists].map((index) => ({
        IndexName: index.name,
        KeySchema: schemaOf(index),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
  return { client, table };
}

/** Another client of the same engine, for tests that look at what is sent. */
export const localClient = (): DynamoDBDocumentClient =>
  dynamoClient({
    endpoint: inject('dynamoDbUrl'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
