import type { MonthlyStory, Order } from './play-months.ts';
import type { Dice } from './steady-dice.ts';
import { later, messagesOf, momentOf, type StoryEvent } from './story-usage.ts';

type Home = {
  readonly firstName: string;
  readonly lastName: string;
  readonly plan: 'home-energy' | 'day-night' | 'smart-energy';
  readonly meter: string;
};

const HOMES: readonly Home[] = [
  { firstName: 'Eva', lastName: 'Zupan', plan: 'home-energy', meter: 'M-1001' },
  { firstName: 'Filip', lastName: 'Mlakar', plan: 'day-night', meter: 'M-1002' },
  { firstName: 'Greta', lastName: 'Kos', plan: 'smart-energy', meter: 'M-1003' },
];
const FIRST_MONTH = '2026-01';

const orderOf = ({ firstName, lastName, plan, meter }: Home): Order => ({
  customer: {
    type: 'household',
    ...{ firstName, lastName, email: `${firstName.toLowerCase()}@example.com`, phone: '+38641111222' },
    ...{ address: 'Glavni trg 4', city: 'Maribor', zip: '2000', country: 'SI' },
  },
  payment: { method: 'invoice' },
  subscription: {
    ...{ plan, paymentType: 'postpaid', resource: 'EUR', eventType: 'monthly', billingDay: 1 },
    startAt: `${FIRST_MONTH}-01T00:00:00Z`,
    identifier: meter,
  },
});

const STRETCH_HOURS = 3;
const LAST_HOUR = 21;

function dayOf({ plan, meter }: Home, day: string, dice: Dice): readonly StoryEvent[] {
  switch (plan) {
    // Somebody reads the meter now and then, sometimes twice a day.
    case 'home-energy':
      return Array.from(
        { length: dice.roll(0, 2) },
        (): StoryEvent => ({
          ...{ servicetype: 'meter-reading', subject: meter, time: momentOf(day, dice, [6, 20]) },
          data: { wh: `${dice.roll(1500, 9000)}`, meter },
        }),
      );
    case 'day-night':
      return Array.from({ length: LAST_HOUR / STRETCH_HOURS }, (_, index): StoryEvent => {
        const time = later(`${day}T00:00:00Z`, index * STRETCH_HOURS * 3600);
        const data = { kwh: `${dice.roll(0, 2)}.${dice.roll(100, 999)}`, end: later(time, STRETCH_HOURS * 3600) };
        return { servicetype: 'quarter-hour', subject: meter, time, data };
      });
    case 'smart-energy':
      return Array.from(
        { length: 4 },
        (_, index): StoryEvent => ({
          ...{ servicetype: 'smart-meter', subject: meter, time: later(`${day}T01:00:00Z`, index * 5 * 3600) },
          data: { kwh: `${dice.roll(0, 4)}.${dice.roll(100, 999)}`, kind: 'reading' },
        }),
      );
  }
}

/** Three homes, each metered in another way, and the first two months of 2026. */
export const energyStory = (site: string): MonthlyStory => ({
  catalog: 'energy.yaml',
  months: [FIRST_MONTH, '2026-02'],
  eve: 'T21:30:00Z',
  newcomers: (month) =>
    month === FIRST_MONTH ? HOMES.map((home) => ({ key: `demo-${home.meter}`, order: orderOf(home) })) : [],
  usageOf: (month) =>
    messagesOf(month, { site, source: 'meters' }, (day, dice) => HOMES.flatMap((home) => dayOf(home, day, dice))),
});
