import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TABLE_SHAPE } from '../functions/adapters/dynamo/table-shape.ts';

export const TABLE = 'bench';

/** Connects to a table on this machine; the endpoint's credentials do not matter. */
export const benchClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

type Keys = { readonly partitionKey: string; readonly sortKey: string };

const schemaOf = ({ partitionKey, sortKey }: Keys) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];

/** The table with its indexes, as it is deployed. */
export async function createTable(client: DynamoDBClient): Promise<void> {
  const indexes = Object.values(TABLE_SHAPE.indexes);
  const names = [TABLE_SHAPE, ...indexes].flatMap(({ partitionKey, sortKey }: Keys) => [partitionKey, sortKey]);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: schemaOf(TABLE_SHAPE),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: schemaOf(index),
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
}
