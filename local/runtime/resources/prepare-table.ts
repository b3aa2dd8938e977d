import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceNotFoundException,
  type StreamSpecification,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { ResolvedResource } from '../template/resolve-assembly.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});

/** An `AWS::DynamoDB::Table`, as far as it shapes the data. */
const tableProperties = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection }))
    .default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});
type TableProperties = z.infer<typeof tableProperties>;

export type PreparedTable = {
  readonly name: string;
  /** As the template's resources name it; null without a stream. */
  readonly stream: { readonly templateArn: string; readonly engineArn: string } | null;
  /** Attribute (epoch seconds) after which an item may be dropped; null when nothing expires. */
  readonly expiryAttribute: string | null;
  readonly keyNames: readonly string[];
};

/**
 * Makes the table, or checks that yesterday's has the same shape.
 * @throws when the shape changed: indexes cannot be added in place here, so the data has to begin anew
 */
export async function prepareTable(client: DynamoDBClient, resource: ResolvedResource): Promise<PreparedTable> {
  const name = resource.identity.physicalName;
  const properties = tableProperties.parse(resource.properties);
  const wanted = createInput(name, properties);
  const existing = await describe(client, name);
  if (existing !== null && shapeOf(existing) !== shapeOf(wanted)) {
    throw new Error(
      `The stored table ${name} has another shape than the template. Start anew with: npm start -- --reset`,
    );
  }
  const table = existing ?? (await client.send(new CreateTableCommand(wanted))).TableDescription;
  const templateArn = resource.identity.attributes['StreamArn'] ?? '';
  const { TimeToLiveSpecification: expiry } = properties;
  return {
    name,
    stream: table?.LatestStreamArn === undefined ? null : { templateArn, engineArn: table.LatestStreamArn },
    expiryAttribute: expiry?.Enabled ? (expiry.AttributeName ?? null) : null,
    keyNames: properties.KeySchema.map(({ AttributeName }) => AttributeName),
  };
}

function createInput(name: string, properties: TableProperties): CreateTableCommandInput {
  const { GlobalSecondaryIndexes: indexes, StreamSpecification: stream } = properties;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
    ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } } : {}),
  };
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | null> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

/** What a table to be made and a table that exists have in common. */
type Shape = {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly AttributeDefinitions?: readonly AttributeDefinition[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly IndexShape[] | undefined;
  readonly StreamSpecification?: StreamSpecification | undefined;
};
type IndexShape = Pick<GlobalSecondaryIndexDescription, 'IndexName' | 'KeySchema' | 'Projection'>;

/** What must be equal, in one spelling and order. */
function shapeOf({ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification }: Shape): string {
  const byName = (left: AttributeDefinition, right: AttributeDefinition) =>
    (left.AttributeName ?? '') < (right.AttributeName ?? '') ? -1 : 1;
  const indexes = (GlobalSecondaryIndexes ?? []).map(
    (index) =>
      `${index.IndexName}: ${JSON.stringify(index.KeySchema?.map(keyText))} ${index.Projection?.ProjectionType}`,
  );
  return JSON.stringify([
    KeySchema?.map(keyText),
    [...(AttributeDefinitions ?? [])]
      .sort(byName)
      .map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
    indexes.sort(),
    StreamSpecification?.StreamViewType ?? null,
  ]);
}

function keyText({ AttributeName, KeyType }: KeySchemaElement): string {
  return `${KeyType} ${AttributeName}`;
}
