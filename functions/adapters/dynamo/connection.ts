import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the table is: what every DynamoDB adapter is made from. */
export type Connection = { readonly client: DynamoDBDocumentClient; readonly table: string };
