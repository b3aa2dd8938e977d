import type { DeleteCommandInput, PutCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactItem } from '../transact-item.ts';

export type PutParams = Pick<PutCommandInput, 'TableName' | 'Item'>;
export type DeleteParams = Pick<DeleteCommandInput, 'TableName' | 'Key'>;

/** Version 0 was never stored: then nothing may be there. Otherwise exactly what was read must still be there. */
const unchangedSince = (version: number) =>
  version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#data.#version = :read',
        ExpressionAttributeNames: { '#data': 'data', '#version': 'version' },
        ExpressionAttributeValues: { ':read': version },
      };

/** Writes the whole item, if the stored one still has the version that was read. */
export const putIfVersion = ({ TableName, Item }: PutParams, read: number): TransactItem => ({
  Put: { TableName, Item, ...unchangedSince(read) },
});

/** Deletes the item, if it still has the version that was read. */
export const deleteIfVersion = ({ TableName, Key }: DeleteParams, read: number): TransactItem => ({
  Delete: { TableName, Key, ...unchangedSince(read) },
});
