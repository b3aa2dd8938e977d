import { fc } from './chance.ts';
import { money } from './money-catalogs.ts';

/** A fee is 4.88: some are paid ahead, some wait. */
const inHand = fc.oneof(money, fc.constantFrom('5', '12'));

/** What happens to a member (1) and an owner (2), in any order. */
export const anySteps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        does: fc.constant('use' as const),
        group: fc.constantFrom('1', '1', '2'),
        type: fc.constantFrom('data', 'voice'),
        ago: fc.integer({ min: 0, max: 60 * 24 * 20 }),
        size: fc.integer({ min: 0, max: 60 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constantFrom('reserve' as const, 'commit' as const, 'release' as const),
        session: fc.integer({ min: 1, max: 3 }),
        size: fc.integer({ min: 1, max: 60 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant('top-up' as const), group: fc.constantFrom('1', '2'), amount: inHand }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('bill' as const), group: fc.constantFrom('1', '2') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('leave' as const),
        group: fc.constantFrom('1', '2'),
        product: fc.constantFrom('fee', 'least', 'mb'),
      }),
    },
  ),
  { minLength: 15, maxLength: 50, size: 'max' },
);
export type Step = (typeof anySteps extends fc.Arbitrary<infer T> ? T : never)[number];
