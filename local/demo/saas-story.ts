import type { MonthlyStory, Order } from './play-months.ts';
import type { Dice } from './steady-dice.ts';
import { later, messagesOf, momentOf, type StoryEvent } from './story-usage.ts';

type Team = { readonly name: string; readonly key: string; readonly millionsADay: number; readonly sells: boolean };

const TEAMS: readonly Team[] = [
  { name: 'Northwind Labs', key: 'northwind', millionsADay: 6, sells: true },
  { name: 'Quiet Harbor', key: 'harbor', millionsADay: 1, sells: false },
];
const FIRST_MONTH = '2026-01';
const MODELS = ['atlas-small-2026-01', 'atlas-large-2026-01', 'atlas-large-reasoning-2026-01', 'embed-3'] as const;

const PRODUCTS = ['tokens-in', 'tokens-out', 'requests', 'vector-storage', 'builds', 'marketplace-fee'] as const;
const ALWAYS = new Set<string>(['tokens-in', 'tokens-out']);

const orderOf = ({ name, key }: Team): Order => ({
  customer: {
    type: 'company',
    ...{ firstName: 'Billing', lastName: 'Desk', organization: name, email: `billing@${key}.example.com` },
    ...{
      phone: '+14155550123',
      address: '500 Howard Street',
      city: 'San Francisco',
      zip: '94105',
      state: 'CA',
      country: 'US',
    },
  },
  payment: { method: 'invoice' },
  subscription: {
    ...{ plan: 'team', paymentType: 'postpaid', resource: 'USD', eventType: 'monthly', billingDay: 1 },
    startAt: `${FIRST_MONTH}-01T00:00:00Z`,
    products: PRODUCTS.map((product) => ({
      ...{ bundle: 'team', product, identifier: `${key}/${product}` },
      ...(ALWAYS.has(product) ? {} : { purchase: true }),
    })),
  },
});

function dayOf({ key, millionsADay, sells }: Team, day: string, dice: Dice): readonly StoryEvent[] {
  const at = () => momentOf(day, dice, [0, 22]);
  const event = (servicetype: string, product: string, time: string, data: StoryEvent['data']): StoryEvent => ({
    ...{ servicetype, subject: `${key}/${product}`, time, data },
  });
  const thousands = (share: number) => `${dice.roll(1, Math.ceil(millionsADay * 1000 * share)) * 1000}`;
  const tokens = MODELS.flatMap((model) => [
    event('tokens-in', 'tokens-in', at(), { tokens: thousands(0.8), model }),
    ...(model === 'embed-3' ? [] : [event('tokens-out', 'tokens-out', at(), { tokens: thousands(0.15), model })]),
  ]);
  const builds = Array.from({ length: dice.roll(0, 3) }, () => {
    const time = at();
    return event('build', 'builds', time, { end: later(time, dice.roll(60, 1800)) });
  });
  const sales = sells
    ? Array.from({ length: dice.roll(0, 2) }, () =>
        event('sale', 'marketplace-fee', at(), { amount: `${dice.roll(5, 900)}.99` }),
      )
    : [];
  const requests = Array.from({ length: dice.roll(2, 8) }, () => event('request', 'requests', at(), {}));
  return [
    ...tokens,
    ...builds,
    ...sales,
    ...requests,
    event('vector-storage', 'vector-storage', at(), { gigabytes: `${dice.roll(1, 80)}` }),
  ];
}

/** Two teams on an API for language models, and the first two months of 2026. */
export const saasStory = (site: string): MonthlyStory => ({
  catalog: 'saas-ai.yaml',
  months: [FIRST_MONTH, '2026-02'],
  newcomers: (month) =>
    month === FIRST_MONTH ? TEAMS.map((team) => ({ key: `demo-${team.key}`, order: orderOf(team) })) : [],
  usageOf: (month) =>
    messagesOf(month, { site, source: 'gateway' }, (day, dice) => TEAMS.flatMap((team) => dayOf(team, day, dice))),
});
