import type { Period } from '../time/instant.ts';

/** Impacts of the same resource, validity and origin share a bucket (domain: balances). */
export const bucketKey = ({ resource, from, to, origin }: Period & { resource: string; origin: string }): string =>
  `${resource}|${from}|${to}|${origin}`;

export function parseBucketKey(key: string): Period & { resource: string; origin: string } {
  const [resource = '', from = '', to = '', origin = ''] = key.split('|');
  return { resource, from: parseInt(from, 10), to: parseInt(to, 10), origin };
}

/** The origin of a cycle's running money: what is charged and not yet billed. */
export const RUNNING = 'charges';
