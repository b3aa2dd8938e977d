import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../../../domain/ledger/head.ts';
import type { RatingProfile } from '../../../../domain/subscription/subscription.ts';
import type { UsageNeeds } from '../../../ports.ts';
import type { Connection } from '../connection.ts';
import { groupPartition, HEAD, PROFILE } from '../keys.ts';
import { batchGet } from './batch-get.ts';
import { partOf, type StoredHeader, type StoredPart } from './contract-items.ts';
import {
  areComplete,
  discountsPart,
  feesPart,
  listsOf,
  type Part,
  type PartsIndex,
  pastDiscountsPart,
} from './contract-parts.ts';
import { newestOf, select, servicePart, shardOf } from './service-shards.ts';

/** A large contract's header, read together with the ledger's head. */
export type LargeContract = {
  readonly head: Head;
  readonly header: StoredHeader;
  readonly parts: PartsIndex;
};

/**
 * Reads of a large contract's parts. None is isolated from commits: what is older or newer than the header is no part of it. A commit
 * that was not seen whole is always the header's own, because the next one begins when it is over; the header names what that one
 * wrote. Null: what was found does not belong together; read head and header again.
 */
export async function readWholeContract(connection: Connection, large: LargeContract): Promise<RatingProfile | null> {
  const { head, header, parts: index } = large;
  const { siteId, balanceGroupId } = head;
  const pk = groupPartition(siteId, balanceGroupId);
  const found = await Promise.all([
    readRange(connection, pk, 'sk < :edge', HEAD),
    readRange(connection, pk, 'sk > :edge', PROFILE),
  ]);
  const read = found.flat();
  if (!read.every((part) => belongs(header, index, part))) return null;
  // Without a shard that is not seen yet, what it gathered would still be there as it was before.
  const keys = new Set(read.map(({ key }) => key));
  if (index.written.some((key) => !keys.has(key))) return null;
  const parts = newestOf(read);
  return areComplete(index, parts) ? contractOf(large, parts) : null;
}

/** The same contract with nothing in its lists but what usage needs. */
export async function readContractForUsage(
  connection: Connection,
  large: LargeContract,
  needs: UsageNeeds,
): Promise<RatingProfile | null> {
  const { head, header, parts: index } = large;
  const { siteId, balanceGroupId } = head;
  const pk = groupPartition(siteId, balanceGroupId);
  const services = needs.serviceIds.map(servicePart);
  const fees = feesNeeded(large, needs);
  const get = async (keys: readonly string[]): Promise<readonly StoredPart[]> =>
    keys.length === 0
      ? []
      : (
          await batchGet(
            connection.client,
            connection.table,
            keys.map((sk) => ({ pk, sk })),
          )
        ).map(partOf);

  const wanted = new Set(services);
  const first = await get([...services, ...new Set(services.map(shardOf)), ...fees]);
  const asked = newestOf(first).map((part) => select(part, (key) => wanted.has(key)));
  const discounts = index.discounts === null ? [] : subscriptionsOf(header, asked, needs).map(discountsPart);
  const current = await get(discounts);
  const past = current.flatMap(({ key, part }) =>
    part.past
      .filter(([, to]) => to > needs.earliest)
      .map(([block]) => pastDiscountsPart(key.slice(discountsPart('').length), block)),
  );
  const ofDiscounts = [...current, ...(await get(past))];
  const read = [...first, ...ofDiscounts];
  const keys = new Set(read.map(({ key }) => key));
  if (!read.every((part) => belongs(header, index, part))) return null;
  if ([...fees, ...past].some((key) => !keys.has(key))) return null;
  const sought = [...services, ...services.map(shardOf), ...discounts];
  if (sought.some((key) => index.written.includes(key) && !keys.has(key))) return null;
  const found = new Set(asked.flatMap((part) => part.services.map(([, { serviceId }]) => servicePart(serviceId))));
  const missing = [...services.filter((key) => !found.has(key)), ...discounts.filter((key) => !keys.has(key))];
  // What is not there may never have been there, or may just have been taken away.
  if (missing.length > 0 && !(await stays(connection, pk, header))) return null;
  return contractOf(large, [...asked, ...ofDiscounts.map(({ part }) => part)]);
}

function contractOf({ header, parts: index }: LargeContract, parts: readonly Part[]): RatingProfile {
  const { discounts, ...lists } = listsOf(parts);
  return {
    ...header.contract,
    version: header.version,
    ...lists,
    ...(index.discounts === null ? {} : { discounts }),
  };
}

function belongs({ version }: StoredHeader, { written, deleted }: PartsIndex, part: StoredPart): boolean {
  if (part.version > version || deleted.includes(part.key)) return false;
  return part.version === version || !written.includes(part.key);
}

/** Purchases may grant something that the ledger does not have yet when their cycle is not opened, or their start is past. */
function feesNeeded({ head, header, parts }: LargeContract, { latest, isGrant }: UsageNeeds): readonly string[] {
  if (latest < head.cycles.active.to && latest < parts.nextStart) return [];
  // A prepaid customer's grants come if the money covers the fees that they come with.
  const isPrepaid = header.contract.paymentType === 'prepaid';
  return parts.fees.flatMap(([product, blocks]) =>
    isPrepaid || isGrant(product) ? blocks.map((block) => feesPart(product, block)) : [],
  );
}

/** Whose discounts act: those of the services' subscriptions; of an owner, those of the groups'. */
function subscriptionsOf(
  { contract }: StoredHeader,
  asked: readonly Part[],
  { asOwner }: UsageNeeds,
): readonly string[] {
  const ids = new Set(asked.flatMap(({ services }) => services.map(([, { subscriptionId }]) => subscriptionId)));
  if (asOwner) for (const { subscriptionId } of contract.sharingGroups ?? []) ids.add(subscriptionId);
  return [...ids];
}

async function stays({ client, table }: Connection, pk: string, { version }: StoredHeader): Promise<boolean> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: { pk, sk: PROFILE }, ProjectionExpression: 'v', ConsistentRead: true }),
  );
  return Item?.['v'] === version;
}

async function readRange(
  { client, table }: Connection,
  pk: string,
  range: 'sk < :edge' | 'sk > :edge',
  edge: string,
): Promise<readonly StoredPart[]> {
  const found: StoredPart[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: `pk = :pk AND ${range}`,
        ExpressionAttributeValues: { ':pk': pk, ':edge': edge },
        ConsistentRead: true,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    for (const item of Items) found.push(partOf(item));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}
