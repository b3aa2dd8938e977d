/** Where the demo's clock begins: the month of the first session. */
const DEMO_CLOCK = '2014-11-01T00:00:00Z';
/** The settings of the demo's site, for set-up-site. */
export const DEMO_SITE = {
  name: 'Workplace charging',
  environment: 'sandbox',
  zone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
  seller: {
    name: 'Workplace Charging Inc.',
    address: ['200 Peachtree Street', 'Atlanta, GA 30303', 'United States'],
    email: 'billing@billow.dev',
  },
  clock: DEMO_CLOCK,
} as const;
