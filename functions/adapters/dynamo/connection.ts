import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the table is: what every DynamoDB adapter is made from. */
export type Connection = { readonly client: DynamoDBDocumentClient; readonly table: string };

/** The attributes in which ElectroDB notes what an item is. The stream's filter reads `entity`, too. */
export const ENTITY_FIELDS = { entity: 'entity', version: 'schema' } as const;
