import { afterEach, expect, test } from 'vitest';
import { DEMOS } from '../../local/demo/demos.ts';
import { energyStory } from '../../local/demo/energy-story.ts';
import { mobileStory } from '../../local/demo/mobile-story.ts';
import { type MonthlyStory, playMonths } from '../../local/demo/play-months.ts';
import { saasStory } from '../../local/demo/saas-story.ts';
import { type Story, startStory } from '../support/story.ts';

/** The first month of each demo but the default one, as `npm start -- --catalog NAME` plays it. */
let story: Story | null = null;
afterEach(async () => {
  await story?.end();
  story = null;
});

async function play(name: keyof typeof DEMOS, storyOf: (site: string) => MonthlyStory) {
  const { zone, currency, clock } = DEMOS[name].site;
  story = await startStory({ at: clock, zone, currency });
  const { stack, site } = story;
  const sent = await playMonths(
    {
      apiUrl: stack.urls.api,
      queueUrl: String(stack.outputs['UsageQueueUrl']),
      sqs: stack.clientConfig.sqs,
      site,
      token: () => stack.token({ role: 'admin', site }),
      months: 1,
      onProgress: () => {},
    },
    storyOf(site),
  );
  return { story, sent };
}

const linesOf = async ({ api, must }: Story) => {
  const items = new Map<string, string[]>();
  for (const { customerId } of (await must(api.GET('/v1/customers'))).items) {
    const path = { customerId };
    for (const { billId, status } of (await must(api.GET('/v1/customers/{customerId}/bills', { params: { path } })))
      .items) {
      if (status !== 'billing' && status !== 'closed') continue;
      const { lines } = await must(api.GET('/v1/bills/{billId}', { params: { path: { billId } } }));
      for (const { billItem, net } of lines) items.set(billItem, [...(items.get(billItem) ?? []), net]);
    }
  }
  return items;
};

test.for([
  ['mobile-operator', mobileStory, ['calls', 'data', 'messages', 'subscription']],
  ['energy', energyStory, ['energy', 'network']],
  ['saas-ai', saasStory, ['builds', 'marketplace', 'platform', 'storage', 'tokens']],
] as const)(
  '%s: every event is rated, the month is billed, and every number can be recomputed',
  { timeout: 120_000 },
  async ([name, storyOf, items]) => {
    const { story: played, sent } = await play(name, storyOf);
    expect(sent).toMatchObject({ duplicate: 0, suspended: 0 });
    expect(sent.rated).toBe(storyOf(played.site).usageOf('2026-01').length);
    const { api, must } = played;
    expect((await must(api.GET('/v1/parked-billing-profiles'))).items).toEqual([]);
    const runs = (await must(api.GET('/v1/job-runs'))).items.map(({ job, state, failed }) => ({ job, state, failed }));
    expect(runs).toContainEqual({ job: 'billing', state: 'succeeded', failed: 0 });
    const lines = await linesOf(played);
    expect([...lines.keys()].toSorted()).toEqual(expect.arrayContaining([...items]));
    expect(await played.verify()).toEqual([]);
  },
);
