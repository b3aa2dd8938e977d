import { test } from 'vitest';
import { fc } from '../support/chance.ts';
import { anySold } from '../support/money-catalogs.ts';
import { MoneyPlay } from '../support/money-play.ts';
import { anySteps } from '../support/money-steps.ts';

/** Usage, sessions, fees, minimums, top-ups, leaves and bills in any mixture. */
test('whatever is sold and used, every cent is on one bill, running or in hand, and no limit is passed', () => {
  fc.assert(
    fc.property(anySold, anySteps, (sold, steps) => {
      const play = new MoneyPlay(sold);
      for (const step of steps) play.run(step);
      play.check();
    }),
    { numRuns: 600 },
  );
});
