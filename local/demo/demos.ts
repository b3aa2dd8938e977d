import { demoApi } from './demo-api.ts';
import { energyStory } from './energy-story.ts';
import { loadDemo } from './load.ts';
import { mobileStory } from './mobile-story.ts';
import { type DemoOptions, type MonthlyStory, playMonths } from './play-months.ts';
import { reportText } from './report.ts';
import { saasStory } from './saas-story.ts';
import { storyReport } from './story-report.ts';

/** The settings of a demo's site, for set-up-site. The name tells later starts which demo the data folder holds. */
type DemoSite = {
  readonly name: string;
  readonly environment: 'sandbox';
  readonly zone: string;
  readonly currency: string;
  readonly locale: string;
  readonly seller: { readonly name: string; readonly address: readonly string[]; readonly email: string };
  /** Where its clock begins. */
  readonly clock: string;
};

export type Demo = {
  readonly about: string;
  readonly site: DemoSite;
  /** Loads it, and tells what it came to. */
  readonly load: (options: DemoOptions) => Promise<readonly string[]>;
};

const playStory =
  (storyOf: (site: string) => MonthlyStory, currency: string): Demo['load'] =>
  async (options) => {
    const sent = await playMonths(options, storyOf(options.site));
    return storyReport(demoApi(options.apiUrl, options.token), currency, sent);
  };

const EMAIL = 'billing@billow.dev';

/** Demos by the name of their catalog. */
export const DEMOS = {
  'ev-charging': {
    about: '85 drivers of charging stations and a year of their sessions',
    site: {
      name: 'Workplace charging',
      ...{ environment: 'sandbox', zone: 'UTC', currency: 'USD', locale: 'en-US' },
      seller: {
        name: 'Workplace Charging Inc.',
        address: ['200 Peachtree Street', 'Atlanta, GA 30303', 'United States'],
        email: EMAIL,
      },
      clock: '2014-11-01T00:00:00Z',
    },
    load: async (options) => reportText(await loadDemo(options)),
  },
  'mobile-operator': {
    about: 'calls, messages, data and roaming of four subscribers, three months',
    site: {
      name: 'Val mobil',
      ...{ environment: 'sandbox', zone: 'Europe/Ljubljana', currency: 'EUR', locale: 'en-SI' },
      seller: { name: 'Val mobil d.o.o.', address: ['Dunajska cesta 5', '1000 Ljubljana', 'Slovenia'], email: EMAIL },
      clock: '2026-01-01T00:00:00Z',
    },
    load: playStory(mobileStory, 'EUR'),
  },
  energy: {
    about: 'three homes whose electricity is metered in three ways, two months',
    site: {
      name: 'Drava energy',
      ...{ environment: 'sandbox', zone: 'Europe/Ljubljana', currency: 'EUR', locale: 'en-SI' },
      seller: { name: 'Drava energija d.o.o.', address: ['Obrežna ulica 1', '2000 Maribor', 'Slovenia'], email: EMAIL },
      clock: '2026-01-01T00:00:00Z',
    },
    load: playStory(energyStory, 'EUR'),
  },
  'saas-ai': {
    about: 'two teams on an API for language models, two months',
    site: {
      name: 'Atlas models',
      ...{ environment: 'sandbox', zone: 'UTC', currency: 'USD', locale: 'en-US' },
      seller: { name: 'Atlas Models Inc.', address: ['1 Market Street', 'San Francisco, CA 94105'], email: EMAIL },
      clock: '2026-01-01T00:00:00Z',
    },
    load: playStory(saasStory, 'USD'),
  },
} as const satisfies Readonly<Record<string, Demo>>;

export type DemoName = keyof typeof DEMOS;
export const DEFAULT_DEMO: DemoName = 'ev-charging';

export const isDemoName = (name: string): name is DemoName => Object.hasOwn(DEMOS, name);
