import { expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { rerateGroup, standingOf } from '../../support/rerate-world.ts';
import { DATA_USAGE, RollingWorld } from '../../support/rolling-world.ts';
import { at, NOON } from '../../support/usage-world.ts';

const EARLY = at('2026-04-01T01:00:00Z');
const LATER = at('2026-04-05T12:00:00Z');

/** Used before and after the cycle's end, ahead of billing and after it. */
async function live(usage: Product): Promise<RollingWorld> {
  const world = new RollingWorld({ intervals: 1, maximumPerInterval: '80' }, { usage });
  await world.use('40', NOON);
  await world.use('10', EARLY);
  await world.bill();
  await world.use('20', LATER);
  await world.use('5', NOON);
  return world;
}

test('with the same prices nothing differs, also of what was used before billing rolled it over', async () => {
  const world = await live(DATA_USAGE);
  expect(await rerateGroup(world, world.book)).toMatchObject({ events: 4, corrected: 0, corrections: [] });
});

test('what should have been used up is not rolled over: the rollover is corrected, and everything after it', async () => {
  const { allowance: _, ...withoutAllowance } = DATA_USAGE;
  const right = await live(DATA_USAGE);
  const wrong = await live(withoutAllowance);
  // Nothing of March was used, so 80 were rolled over instead of 60, and not one MB of it was used.
  expect(standingOf(wrong.head()).buckets).not.toEqual(standingOf(right.head()).buckets);
  const rerated = await rerateGroup(wrong, { ...right.book, version: 2 });
  expect(rerated).toMatchObject({ events: 4, corrected: 4, unrated: [] });
  const units = (world: RollingWorld) => standingOf(world.head()).buckets.filter((text) => text.startsWith('MB'));
  expect(units(wrong)).toEqual(units(right));
  expect(wrong.verify()).toBeNull();
  expect(await rerateGroup(wrong, { ...right.book, version: 2 })).toMatchObject({ corrected: 0, corrections: [] });
});
