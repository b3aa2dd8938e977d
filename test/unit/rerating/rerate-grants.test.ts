import { expect, test } from 'vitest';
import { decimalText } from '../../../domain/money/decimal.ts';
import { rerateGroup } from '../../support/rerate-world.ts';
import { bookOf, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const PRICE = { model: 'per-unit', unitPrice: '0.02' } as const;
const FROM_ALLOWANCE = usageProduct('data', PRICE, { allowance: 'MB' });
const FOR_MONEY = usageProduct('data', PRICE);

test('units that come back were granted once: the thresholds of what was granted stay where they are', async () => {
  const world = new UsageWorld([FROM_ALLOWANCE], { grants: [grant('MB', '-1000', MARCH)] });
  await world.rate([usageMessage({ id: '1', fields: { volume: '400' } })]);
  await rerateGroup(world, { ...bookOf([FOR_MONEY]), version: 2 });
  const units = [...world.head().buckets.values()].find(({ resource }) => resource === 'MB');
  expect([units?.amount, units?.granted].map((of) => decimalText(of ?? (null as never)))).toEqual(['-1000', '-1000']);
  expect(world.verify()).toBeNull();
});
