import { readdirSync, readFileSync } from 'node:fs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { PurchasedProduct, RatingProfile } from '../../domain/subscription/subscription.ts';
import { contractTable, needs } from './contract-table.ts';

type Stored = string | number | { readonly base64: string };
type Frozen = { readonly items: readonly Readonly<Record<string, Stored>>[]; readonly reads: RatingProfile };

const FOLDER = new URL('../frozen/contract/', import.meta.url);
const attribute = (value: Stored) => (typeof value === 'object' ? Buffer.from(value.base64, 'base64') : value);

/** The table as it was left: each item as it lay in it. */
async function restored(file: string) {
  const { items, reads }: Frozen = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  const table = await contractTable();
  for (const item of items) {
    const Item = Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));
    await table.connection.client.send(new PutCommand({ TableName: table.connection.table, Item }));
  }
  const usage = async (serviceIds: readonly string[]) =>
    (await table.forUsage.loadForUsage('demo', '90', needs({ serviceIds }))) ?? expect.fail('no account');
  return { table, reads, usage };
}

const charged = (
  profile: RatingProfile,
  which: (one: PurchasedProduct) => boolean,
  through: number,
): RatingProfile => ({
  ...profile,
  purchases: profile.purchases.map((one) => (which(one) ? { ...one, chargedThrough: through } : one)),
});
const ofOne = ({ serviceId }: PurchasedProduct) => serviceId === '1003';
const ofService = ({ serviceId }: PurchasedProduct) => serviceId !== undefined;

test.for(readdirSync(FOLDER))('the contract %s is still read, whole and for usage, and changed', async (file) => {
  const { table, reads, usage } = await restored(file);
  expect((await table.loaded('90')).profile).toEqual(reads);
  const { profile } = await usage(['1003', '1007', '1048']);
  expect(profile.services).toEqual(reads.services.filter(({ serviceId }) => /^10(03|07|48)$/.test(serviceId)));
  const subscriptions = new Set(profile.services.map(({ subscriptionId }) => subscriptionId));
  const isTheirs = ({ subscriptionId }: { readonly subscriptionId: string }) => subscriptions.has(subscriptionId);
  expect(profile.discounts).toEqual(reads.discounts?.filter(isTheirs));

  const steps: readonly (readonly [which: (one: PurchasedProduct) => boolean, through: number])[] = [
    [ofOne, 1],
    [ofService, 2],
    [ofOne, 3],
    [ofService, 4],
  ];
  let expected = reads;
  for (const [which, through] of steps) {
    const account = await table.loaded('90');
    expect(await table.change(account, (before) => charged(before, which, through))).toBe('done');
    expected = { ...charged(expected, which, through), version: expected.version + 1 };
    expect((await table.loaded('90')).profile).toEqual(expected);
    const seen = (await usage(['1003', '1044'])).profile.purchases;
    expect(seen).toEqual(expected.purchases.filter(({ serviceId }) => serviceId === '1003' || serviceId === '1044'));
  }
});
