import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { invariant } from '../../../domain/result.ts';
import type { Sequences } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { requireSiteId, sequenceKey } from './keys.ts';
import { storedAs } from './stored-as.ts';

/** The first number given out is the next one. Four digits from the start: ids are read out on the phone. */
const BASE = 1000;

/** Numbers by one atomic addition for however many are wanted. A number is never given out twice; a lost answer leaves a gap. */
export const dynamoSequences = ({ client, table }: Connection): Sequences => ({
  reserve: async (siteId, kind, count) => {
    requireSiteId(siteId);
    if (!Number.isSafeInteger(count) || count < 1) throw new Error(`A whole number of ids is reserved, not ${count}.`);
    const { pk, sk } = sequenceKey(siteId, kind);
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk, sk },
        UpdateExpression: 'ADD given :count',
        ExpressionAttributeValues: { ':count': count },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    invariant(Attributes !== undefined, 'an update that asks for the new number gets it');
    const { given } = storedAs<{ given: number }>(Attributes);
    return Array.from({ length: count }, (_, index) => String(BASE + given - count + 1 + index));
  },
});
