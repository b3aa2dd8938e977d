import { beforeEach, describe, expect, test } from 'vitest';
import { SITE } from '../../support/shops/shop.ts';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';

/** Messages that wait because the customer was not there yet. */
let shop: UsageShop;
const messages = Array.from({ length: 7 }, (_, index) =>
  used({ id: `${index}`, at: `2026-03-10T1${index}:00:00Z`, quantity: '100' }),
);

beforeEach(async () => {
  shop = new UsageShop('2026-03-10');
  shop.moveTo('2026-03-11');
  await shop.rate([...messages, '{', used({ id: 'x', at: '2026-03-10T12:00:00Z', quantity: '1', subject: 'nobody' })]);
  shop.moveTo('2026-03-10');
  await shop.onboard();
  shop.moveTo('2026-03-11');
});

const retryAll = (reason = 'UNKNOWN_SERVICE') => shop.ask('retryAllSuspense', { body: { reason } });
const run = async (runId: string) => (await shop.ask('getJobRun', { path: { runId } })).body;

describe('looking for suspended messages', () => {
  test('counts them by reason', async () => {
    const { body } = await shop.ask('getSuspenseSummary');
    expect(body).toEqual({
      open: 9,
      isWhole: true,
      reasons: [
        { reason: 'UNKNOWN_SERVICE', open: 8, newestAt: '2026-03-10T23:00:00Z' },
        { reason: 'MALFORMED', open: 1, newestAt: '2026-03-10T23:00:00Z' },
      ],
    });
  });

  test.for<{ query: Record<string, string>; found: number }>([
    { query: {}, found: 9 },
    { query: { reason: 'MALFORMED' }, found: 1 },
    { query: { identifier: '041-111-222' }, found: 7 },
    { query: { identifier: 'nobody', reason: 'UNKNOWN_SERVICE', serviceType: 'DATA' }, found: 1 },
    { query: { serviceType: 'VOICE' }, found: 0 },
    { query: { from: '2026-03-10T23:00:00Z' }, found: 9 },
    { query: { to: '2026-03-10T23:00:00Z' }, found: 0 },
    { query: { status: 'discarded' }, found: 0 },
    { query: { identifier: '041-111-222', limit: '3' }, found: 3 },
  ])('finds $found for $query', async ({ query, found }) => {
    const { status, body } = await shop.ask('listSuspense', { query });
    expect(status).toBe(200);
    expect(body.items).toHaveLength(found);
  });

  test('pages of a filtered list end where they say', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = {
        identifier: '041-111-222',
        limit: '2',
        ...(cursor === null ? {} : { cursor }),
      };
      const { body } = await shop.ask('listSuspense', { query });
      seen.push(...body.items.map(({ suspenseId }: { suspenseId: string }) => suspenseId));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});

describe('retrying all of a reason', () => {
  test('sends each once and counts what became of it', async () => {
    const { status, body, headers } = await retryAll();
    expect({ status, headers }).toMatchObject({ status: 202, headers: { location: `/v1/job-runs/${body.runId}` } });
    await shop.workOff();
    expect(shop.store.usage).toHaveLength(8);
    expect(await run(body.runId)).toMatchObject({
      job: 'suspense-retry',
      state: 'succeeded',
      selected: 8,
      processed: 8,
    });
    expect(await shop.rateSent()).toMatchObject({ rated: 7, suspended: 1 });
    const { body: left } = await shop.ask('listSuspense');
    expect(left.items.map(({ reason }: { reason: string }) => reason).toSorted()).toEqual([
      'MALFORMED',
      'UNKNOWN_SERVICE',
    ]);
    expect((await shop.head()).usageCount).toBe(7);
    expect(shop.faults).toEqual([]);
  });

  test('twice, delivered three times each, while the events arrive by themselves: every event counts once', async () => {
    await retryAll();
    await shop.workOff({ copies: 3 });
    // The queue delivers at least once, too.
    shop.store.usage.push(...shop.store.usage);
    await shop.rate(messages.slice(0, 4));
    await shop.rateSent();
    expect((await retryAll()).status).toBe(202);
    await shop.workOff({ copies: 2 });
    await shop.rateSent();
    await shop.rate(messages);
    const { usageCount, unbilled } = await shop.head();
    expect(usageCount).toBe(7);
    // 700 MB of the allowance of 1000: nothing is charged but the fee and the free usage.
    expect([...unbilled.values()].map(({ product, events }) => [product, events])).toContainEqual(['DATA_USE', 7]);
    expect(await shop.differences()).toEqual([]);
  });

  test('goes on after its search was interrupted, and loses nothing', async () => {
    for (let index = 0; index < 250; index++) {
      const message = used({ id: `more-${index}`, at: '2026-03-10T12:00:00Z', quantity: '1' });
      await shop.store.commit([
        {
          put: 'suspense',
          value: {
            ...{ siteId: 'demo', suspenseId: `more-${index}`, reason: 'UNKNOWN_SERVICE', detail: 'x', status: 'open' },
            ...{ payload: JSON.stringify(message), receivedAt: Date.parse('2026-03-10T12:00:00Z') + index, version: 0 },
          },
        },
      ]);
    }
    const { body } = await retryAll();
    let commits = 0;
    const { commit } = shop.store;
    const crashing = {
      ...shop.ports,
      commit: async (changes: Parameters<typeof commit>[0]) => {
        commits += 1;
        if (commits === 2) throw new Error('the worker died');
        return commit(changes);
      },
    };
    await shop.workOff({ ports: crashing, copies: 2 });
    expect(shop.faults).toHaveLength(1);
    expect(await run(body.runId)).toMatchObject({ state: 'succeeded', selected: 258, processed: 258, failed: 0 });
    await shop.rateSent();
    expect((await shop.head()).usageCount).toBe(257);
  });

  test('a search that fails for good ends its run, visibly', async () => {
    const { body } = await retryAll();
    const { records } = shop.store;
    const find: typeof records.find = async (query, ...rest) => {
      if (query === 'suspenseOfSite') throw new Error('the index is gone');
      return records.find(query, ...rest);
    };
    await shop.workOff({ ports: { ...shop.ports, records: { ...records, find } }, copies: 2 });
    expect(await run(body.runId)).toMatchObject({
      ...{ state: 'failed', selected: 1, failed: 1 },
      results: { items: [{ ref: 'find', customerId: null, detail: 'the index is gone' }] },
    });
    expect((await retryAll()).status).toBe(202);
  });

  test('only one run at a time', async () => {
    expect((await retryAll()).status).toBe(202);
    expect(await retryAll('MALFORMED')).toMatchObject({ status: 409, body: { code: 'job.running' } });
    await shop.workOff();
    expect((await retryAll('MALFORMED')).status).toBe(202);
  });

  test('of a reason that nothing waits for ends at once', async () => {
    const { body } = await retryAll('TOO_OLD');
    await shop.workOff();
    expect(await run(body.runId)).toMatchObject({ state: 'succeeded', selected: 0, processed: 0 });
  });
});

test('discarding all of a reason notes who and why, and leaves what was dealt with alone', async () => {
  const [first] = shop.suspended().filter(({ reason }) => reason === 'UNKNOWN_SERVICE');
  const suspenseId = first?.suspenseId ?? '';
  const { body } = await shop.ask('discardAllSuspense', { body: { reason: 'UNKNOWN_SERVICE', note: 'A test device' } });
  expect(await shop.ask('retrySuspense', { path: { suspenseId } })).toMatchObject({ status: 200 });
  await shop.workOff({ copies: 2 });
  expect(await run(body.runId)).toMatchObject({ state: 'succeeded', selected: 7, processed: 7, skipped: 0 });
  const { body: given } = await shop.ask('listSuspense', { query: { status: 'discarded' } });
  expect(given.items).toHaveLength(7);
  expect(given.items[0].note).toBe('operator@example.com: A test device');
  expect(shop.store.get('suspense', 'demo', { suspenseId })?.status).toBe('retried');
});

describe('correcting a message', () => {
  const corrected = JSON.stringify(used({ id: 'x', at: '2026-03-10T12:00:00Z', quantity: '1' }));
  const wrongOne = async () => {
    const { body } = await shop.ask('listSuspense', { query: { identifier: 'nobody' } });
    return { suspenseId: body.items[0].suspenseId as string };
  };

  test('keeps what came; it is sent as corrected with all of its reason', async () => {
    const path = await wrongOne();
    const { etag } = await shop.ask('getSuspense', { path });
    const edited = await shop.ask('editSuspense', {
      path,
      body: { payload: corrected },
      headers: { 'if-match': etag },
    });
    expect(edited).toMatchObject({ status: 200, body: { payload: corrected, identifier: '041-111-222' } });
    expect(JSON.parse(edited.body.original).subject).toBe('nobody');
    await retryAll();
    await shop.workOff();
    expect(shop.store.usage).toContain(corrected);
    expect(await shop.rateSent()).toMatchObject({ rated: 8, suspended: 0 });
  });

  test('is refused where no record can keep it beside what came, and no queue can take it', async () => {
    const path = await wrongOne();
    const padded = (text: string) => JSON.stringify({ ...JSON.parse(corrected), comment: text });
    const stored = shop.store.get('suspense', SITE.siteId, path) ?? expect.fail();
    shop.store.seed({ put: 'suspense', value: { ...stored, payload: padded('x'.repeat(200_000)) } });
    const { etag } = await shop.ask('getSuspense', { path });
    const edit = (payload: string) =>
      shop.ask('editSuspense', { path, body: { payload }, headers: { 'if-match': etag } });
    expect(await edit(padded('x'.repeat(200_000)))).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
    const tooLong = padded('€'.repeat(100_000));
    const errors = [{ pointer: '/payload', message: expect.stringContaining('bytes') }];
    expect(await edit(tooLong)).toMatchObject({ status: 422, body: { errors } });
    const retried = await shop.ask('retrySuspense', { path, body: { payload: tooLong } });
    expect(retried).toMatchObject({ status: 422, body: { errors } });
    expect((await edit(corrected)).status).toBe(200);
  });

  test('is refused when somebody was faster, when it would wait again, and when it no longer waits', async () => {
    const path = await wrongOne();
    const { etag } = await shop.ask('getSuspense', { path });
    const edit = (payload: string, version = etag) =>
      shop.ask('editSuspense', { path, body: { payload }, headers: { 'if-match': version } });
    expect(await edit(corrected, '"9"')).toMatchObject({ status: 412, body: { code: 'request.changed_meanwhile' } });
    expect(await edit('{}')).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    const elsewhere = JSON.stringify({ ...JSON.parse(corrected), site: 'elsewhere' });
    expect((await edit(elsewhere)).status).toBe(422);
    const discarded = await shop.ask('discardSuspense', { path, body: { note: 'Not ours' } });
    expect(await edit(corrected, discarded.etag)).toMatchObject({ status: 409, body: { code: 'suspense.state' } });
  });
});
