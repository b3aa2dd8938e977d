import { beforeAll, expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import type { Commit, SiteTime } from '../../functions/ports.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

const NOON = Date.parse('2026-03-15T12:00:00Z');
let connection: Connection;
let commit: Commit;
let systemNow: number;
let siteTime: SiteTime;

beforeAll(async () => {
  connection = await freshTable();
  commit = dynamoCommit(connection);
  systemNow = Date.parse('2030-01-01T00:00:00Z');
  siteTime = dynamoSiteTime(connection, { systemNow: () => systemNow });
});

test('a production site lives in the time of the system, whatever its clock says', async () => {
  await commit([
    put('site', sample('site', 'production', { environment: 'production' })),
    put('siteClock', sample('siteClock', 'production')),
  ]);
  expect(await siteTime.now('production')).toBe(systemNow);
});

test('a sandbox lives in the time of the system until its clock is set', async () => {
  await commit([put('site', sample('site', 'unset'))]);
  expect(await siteTime.now('unset')).toBe(systemNow);
});

test('a clock that moved is seen a second later, or at once when it is asked anew', async () => {
  await commit([put('site', sample('site', 'moving')), put('siteClock', sample('siteClock', 'moving'))]);
  expect(await siteTime.now('moving')).toBe(NOON);
  const move = (version: number, now: number) => {
    return commit([put('siteClock', sample('siteClock', 'moving', { version, now }))]);
  };

  expect(await move(1, NOON + 1)).toBe('done');
  systemNow += 999;
  expect(await siteTime.now('moving')).toBe(NOON);
  systemNow += 1;
  expect(await siteTime.now('moving')).toBe(NOON + 1);

  expect(await move(2, NOON + 2)).toBe('done');
  await siteTime.refresh('moving');
  expect(await siteTime.now('moving')).toBe(NOON + 2);
});

test('settings are kept for five seconds', async () => {
  await commit([put('site', sample('site', 'settings'))]);
  expect(await siteTime.site('settings')).toEqual(stored(sample('site', 'settings')));
  await commit([put('site', { ...stored(sample('site', 'settings')), dueDays: 30 })]);
  systemNow += 4_999;
  expect(await siteTime.site('settings')).toMatchObject({ dueDays: 14 });
  systemNow += 1;
  expect(await siteTime.site('settings')).toMatchObject({ dueDays: 30 });
});

test('a site that does not exist is none, and has no time', async () => {
  expect(await siteTime.site('nowhere')).toBeNull();
  await expect(siteTime.now('nowhere')).rejects.toThrow('There is no site "nowhere"');
  await siteTime.refresh('nowhere');
});

test('a site is seen as soon as it exists', async () => {
  expect(await siteTime.site('later')).toBeNull();
  await commit([put('site', sample('site', 'later'))]);
  expect(await siteTime.site('later')).not.toBeNull();
});

test.for(['production#site', '', '#', 'a b'])('the text %j in a message names no site', async (text) => {
  expect(await siteTime.site(text)).toBeNull();
});
