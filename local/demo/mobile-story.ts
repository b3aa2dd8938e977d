import type { MonthlyStory, Order } from './play-months.ts';
import type { Dice } from './steady-dice.ts';
import { later, messagesOf, momentOf, type StoryEvent } from './story-usage.ts';

type Subscriber = {
  readonly firstName: string;
  readonly lastName: string;
  readonly number: string;
  readonly since: string;
  /** Megabytes a day, about. */
  readonly megabytes: number;
  readonly callsADay: number;
  /** Month in which the phone travels, and where to. */
  readonly travels?: { readonly month: string; readonly country: string };
};

const SUBSCRIBERS: readonly Subscriber[] = [
  { firstName: 'Ana', lastName: 'Novak', number: '38640111222', since: '2026-01', megabytes: 180, callsADay: 5 },
  { firstName: 'Bor', lastName: 'Kovač', number: '38640222333', since: '2026-01', megabytes: 480, callsADay: 2 },
  {
    ...{
      firstName: 'Cvetka',
      lastName: 'Horvat',
      number: '38668333444',
      since: '2026-02',
      megabytes: 90,
      callsADay: 7,
    },
    travels: { month: '2026-03', country: 'HR' },
  },
  {
    ...{ firstName: 'Dario', lastName: 'Rossi', number: '38640444555', since: '2026-01', megabytes: 140, callsADay: 3 },
    travels: { month: '2026-02', country: 'CH' },
  },
];

const NUMBERS = [
  '38640777888',
  '38641555666',
  '38612345678',
  '4915112345678',
  '38591555666',
  '38165555444',
  '14155550123',
] as const;

/** One number for calls; messages and data have identifiers of their own, since an identifier names one service. */
const orderOf = ({ firstName, lastName, number, since }: Subscriber): Order => ({
  customer: {
    type: 'residential',
    ...{ firstName, lastName, email: `${firstName.toLowerCase()}@example.com`, phone: `+${number}` },
    ...{ address: 'Slovenska cesta 2', city: 'Ljubljana', zip: '1000', country: 'SI' },
  },
  payment: { method: 'invoice' },
  subscription: {
    plan: 'val-m',
    paymentType: 'postpaid',
    resource: 'EUR',
    eventType: 'monthly',
    billingDay: 1,
    startAt: `${since}-01T00:00:00Z`,
    products: [
      { bundle: 'val-m', product: 'calls', identifier: number },
      { bundle: 'val-m', product: 'messages', purchase: true, identifier: `SMS-${number}` },
      { bundle: 'val-m', product: 'data', identifier: `SIM-${number}` },
    ],
  },
});

function dayOf({ number, megabytes, callsADay, travels }: Subscriber, day: string, dice: Dice): readonly StoryEvent[] {
  const visited = travels !== undefined && day.startsWith(travels.month) ? travels.country : 'SI';
  const calls = Array.from({ length: dice.roll(0, 2 * callsADay) }, (): StoryEvent => {
    const time = momentOf(day, dice, [5, 20]);
    const data = { end: later(time, dice.roll(20, 900)), to: dice.pick(NUMBERS), visited };
    return { servicetype: 'voice', subject: number, time, data };
  });
  const messages = Array.from(
    { length: dice.roll(0, 2) },
    (): StoryEvent => ({
      ...{ servicetype: 'sms', subject: `SMS-${number}`, time: momentOf(day, dice, [6, 20]) },
      data: { to: dice.pick(NUMBERS), visited },
    }),
  );
  const sessions = Array.from(
    { length: 3 },
    (): StoryEvent => ({
      ...{ servicetype: 'data', subject: `SIM-${number}`, time: momentOf(day, dice, [4, 20]) },
      // Abroad one thinks twice.
      data: {
        volume: `${dice.roll(1, Math.ceil((2 * megabytes) / 3 / (visited === 'CH' ? 40 : 1)))}.${dice.roll(0, 9)}`,
        visited,
      },
    }),
  );
  return [...calls, ...messages, ...sessions];
}

/** Four subscribers of a mobile operator, and the first three months of 2026. */
export const mobileStory = (site: string): MonthlyStory => ({
  catalog: 'mobile-operator.yaml',
  months: ['2026-01', '2026-02', '2026-03'],
  eve: 'T21:30:00Z',
  newcomers: (month) =>
    SUBSCRIBERS.filter(({ since }) => since === month).map((one) => ({
      key: `demo-${one.number}`,
      order: orderOf(one),
    })),
  usageOf: (month) =>
    messagesOf(month, { site, source: 'network' }, (day, dice) =>
      SUBSCRIBERS.filter(({ since }) => since <= month).flatMap((one) => dayOf(one, day, dice)),
    ),
});
