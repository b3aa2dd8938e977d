import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ServiceClaim } from '../../../domain/subscription/subscription.ts';
import type { ServiceHolder, ServiceLookup } from '../../use-cases/usage/rate-usage-ports.ts';
import type { Connection } from './connection.ts';

const CACHED_MS = 60_000;
const MOST_CACHED = 20_000;

/** Read by hand as serviceClaimEntity writes it: the rating worker must start fast. */
export const serviceClaimKey = (siteId: string, identifier: string) => ({
  pk: `${siteId}#service#${identifier}`,
  sk: 'claim',
});

type Cached = { readonly holders: readonly ServiceHolder[]; readonly until: number };

/** Who holds an identifier. Found holders are kept for a minute: the contract in the ledger's partition confirms or refutes them. */
export function dynamoServiceLookup({ client, table }: Connection, now: () => number = Date.now): ServiceLookup {
  const cache = new Map<string, Cached>();
  return {
    async holders(siteId, identifier) {
      const { pk, sk } = serviceClaimKey(siteId, identifier);
      const cached = cache.get(pk);
      if (cached !== undefined && cached.until > now()) return cached.holders;
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }));
      const claim = Item?.['data'] as ServiceClaim | undefined;
      if (claim === undefined) return [];
      // Maps keep the order of insertion: the first key is the oldest.
      const oldest = cache.size >= MOST_CACHED ? cache.keys().next().value : undefined;
      if (oldest !== undefined) cache.delete(oldest);
      cache.set(pk, { holders: claim.holders, until: now() + CACHED_MS });
      return claim.holders;
    },
    forget(siteId, identifier) {
      cache.delete(serviceClaimKey(siteId, identifier).pk);
    },
  };
}
