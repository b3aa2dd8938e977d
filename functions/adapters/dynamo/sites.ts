import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Sites } from '../../ports.ts';
import type { Connection } from './connection.ts';
import { SITES_PARTITION } from './keys.ts';

/** All sites of the table, by name. A site is listed in the commit that creates it. */
export const dynamoSites = ({ client, table }: Connection): Sites => ({
  all: async () => {
    const siteIds: string[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': SITES_PARTITION },
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      for (const { sk } of Items) siteIds.push(sk);
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return siteIds;
  },
});
