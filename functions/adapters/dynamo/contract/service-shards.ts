import type { Part, Parts, PartsIndex } from './contract-parts.ts';

/**
 * A service of a large contract lies in an item of its own, which is what usage reads. A change of very many services does not fit into a
 * transaction like that: then they are gathered in shards, each with all services of its share as they stand. What was written later
 * counts: a service's own item if it is newer than the shard, else the shard.
 */
const SHARDS = 16;
/** So many services are still written each by itself. */
const MOST_OWN = 40;

const OWN = 'service#';
const SHARD = 'services#';

/** Sorts behind `head` and `profile`. */
export const servicePart = (serviceId: string): string => `${OWN}${serviceId}`;
const shardPart = (shard: number): string => `${SHARD}${shard}`;
const isOwn = (key: string): boolean => key.startsWith(OWN);

/** The shard that a service's part would be gathered in. */
export function shardOf(key: string): string {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) >>> 0;
  return shardPart(hash % SHARDS);
}

type Changed = Pick<PartsIndex, 'written' | 'deleted'>;

/** The items that a change of parts writes and deletes. `parts`: those of the contract as it will be; none of a small one. */
export function gather({ written, deleted }: Changed, parts: Parts): Changed & { readonly parts: Parts } {
  const own = written.filter(isOwn);
  const gone = deleted.filter(isOwn);
  if (own.length <= MOST_OWN && gone.length === 0) return { written, deleted, parts };
  if (parts.size === 0) {
    return { parts, written, deleted: [...deleted, ...Array.from({ length: SHARDS }, (_, shard) => shardPart(shard))] };
  }
  // A shard must not keep what is gone.
  const touched = new Set([...(own.length > MOST_OWN ? own : []), ...gone].map(shardOf));
  const shards = new Map<string, Part[]>();
  for (const [key, part] of parts) {
    if (!isOwn(key) || !touched.has(shardOf(key))) continue;
    const members = shards.get(shardOf(key)) ?? [];
    members.push(part);
    shards.set(shardOf(key), members);
  }
  return {
    parts: new Map([...parts, ...[...shards].map(([key, members]) => [key, together(members)] as const)]),
    written: [...written.filter((key) => !isOwn(key) || !touched.has(shardOf(key))), ...shards.keys()],
    deleted: [...deleted, ...[...touched].filter((key) => !shards.has(key))],
  };
}

const together = (members: readonly Part[]): Part => ({
  services: members.flatMap(({ services }) => services),
  purchases: members.flatMap(({ purchases }) => purchases),
  discounts: [],
  past: [],
});

type Read = { readonly key: string; readonly version: number; readonly part: Part };

/** Of what lies both in shards and by itself, what counts. Other parts come as they are. */
export function newestOf<T extends Read>(read: readonly T[]): readonly Part[] {
  const shards = new Map(read.filter(({ key }) => key.startsWith(SHARD)).map((one) => [one.key, one.version]));
  if (shards.size === 0) return read.map(({ part }) => part);
  const counts = read.filter(({ key, version }) => !isOwn(key) || version > (shards.get(shardOf(key)) ?? 0));
  const newer = new Set(counts.filter(({ key }) => isOwn(key)).map(({ key }) => key));
  return counts.map(({ key, part }) => (shards.has(key) ? without(part, newer) : part));
}

function without(part: Part, keys: ReadonlySet<string>): Part {
  return select(part, (key) => !keys.has(key));
}

/** A shard's part with some of its services. */
export function select(part: Part, isWanted: (key: string) => boolean): Part {
  return {
    ...part,
    services: part.services.filter(([, { serviceId }]) => isWanted(servicePart(serviceId))),
    purchases: part.purchases.filter(
      ([, { serviceId }]) => serviceId === undefined || isWanted(servicePart(serviceId)),
    ),
  };
}
