import { expect, test } from 'vitest';
import type { CreditLimit, Threshold } from '../../../domain/catalog/credit-profile.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { NotificationRule, Publisher } from '../../../domain/catalog/settings.ts';
import { alarmKey } from '../../../domain/ledger/alarm-key.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey } from '../../../domain/ledger/bucket-key.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { openLedger } from '../../../domain/ledger/open-ledger.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { noticesOf } from '../../../domain/notification/notices-of.ts';
import type { Notification } from '../../../domain/notification/notification.ts';
import { refusalsOf } from '../../../domain/notification/refusals-of.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { at, bookOf, cyclesAt, monthlyRule, profileOf } from '../subscription/contract.ts';

const NOW = at('2026-03-15T12:00:00Z');
const RULE = monthlyRule();
const MARCH = cyclesAt(RULE, NOW).active;

const percent = (value: string, notification?: string): Threshold => ({
  type: 'percent',
  value,
  ...(notification === undefined ? {} : { notification }),
});
const limitOf = (resource: string, thresholds: readonly Threshold[], limit: string | null = '0'): CreditLimit => ({
  resource,
  limit,
  hard: false,
  thresholds,
});

const rule = (code: string, changes: Partial<NotificationRule> = {}): NotificationRule => ({
  code,
  name: code,
  event: 'threshold.reached',
  enabled: true,
  publishers: [{ action: 'webhook', endpoint: 'care' }],
  ...changes,
});

function book(limits: readonly CreditLimit[], ...rules: readonly NotificationRule[]): PriceBook {
  const profile = { code: 'STANDARD', name: 'Standard', paymentTypes: [], isDefault: true, limits };
  return {
    ...bookOf(),
    creditProfiles: new Map([['STANDARD', profile]]),
    notificationRules: new Map(rules.map((one) => [one.code, one])),
  };
}

const PROFILE: RatingProfile = {
  ...profileOf(RULE),
  services: [
    {
      serviceId: '5001',
      subscriptionId: '2001',
      serviceType: 'DATA',
      identifier: '041',
      status: 'active',
      validFrom: 0,
      validTo: at('2027-01-01'),
    },
  ],
};

const bucket = (origin: string) => bucketKey({ resource: 'MB', ...MARCH, origin });
const draft = (changes: Partial<DraftEntry>): DraftEntry => ({
  kind: 'usage',
  id: 'call-1',
  at: NOW,
  recordedAt: NOW,
  service: '5001',
  product: null,
  quantity: null,
  fields: null,
  impacts: [],
  counts: [],
  cycles: null,
  bill: null,
  ...changes,
});
const moves = (amount: string, origin = 'grant:1') => [
  { resource: 'MB', bucket: bucket(origin), amount: dec(amount), charge: null },
];
const raised = (...values: readonly string[]) => ({
  raised: values.map((value) => alarmKey({ resource: 'MB', type: 'percent', value })),
  cleared: [],
});

/** A grant of 1,000 MB of which 750 are used: E16 before the crossing. */
const opened: Head = appendEntries(
  openLedger({
    siteId: 'demo',
    balanceGroupId: '1001',
    cycles: cyclesAt(RULE, NOW),
    at: NOW,
    now: NOW,
    resource: 'EUR',
  }),
  [draft({ kind: 'cycle', service: null, impacts: moves('-1000') }), draft({ id: 'call-0', impacts: moves('750') })],
);

const told = (prices: PriceBook, ...drafts: readonly DraftEntry[]): readonly Notification[] =>
  noticesOf({ before: opened, after: appendEntries(opened, drafts), profile: PROFILE, book: prices, now: NOW });

test('a threshold that usage reaches is told once for each rule, publisher and address', () => {
  const publishers: readonly Publisher[] = [
    { action: 'mail', template: 'GONE', to: { addresses: ['a@example.com', 'b@example.com'] } },
    { action: 'sms', template: 'GONE-SMS', to: { contact: 'billing' } },
    { action: 'log' },
  ];
  const prices = book([limitOf('MB', [percent('80')])], rule('B', { publishers }), rule('A'));
  const notices = told(prices, draft({ impacts: moves('100'), alarms: raised('80') }));
  expect(notices.map(({ notificationId, rule: by, target }) => [notificationId, by, target])).toEqual([
    ['1001-4-1', 'A', { channel: 'webhook', endpoint: 'care' }],
    ['1001-4-2', 'B', { channel: 'mail', template: 'GONE', to: { address: 'a@example.com' } }],
    ['1001-4-3', 'B', { channel: 'mail', template: 'GONE', to: { address: 'b@example.com' } }],
    ['1001-4-4', 'B', { channel: 'sms', template: 'GONE-SMS', to: { contact: 'billing' } }],
    ['1001-4-5', 'B', { channel: 'log' }],
  ]);
});

test('it tells what was reached, where the total stood, and by whose usage', () => {
  const prices = book([limitOf('MB', [percent('80'), percent('90')])], rule('A'));
  const [notice] = told(prices, draft({ impacts: moves('100'), alarms: raised('80') }));
  expect(notice).toEqual({
    siteId: 'demo',
    notificationId: '1001-4-1',
    customerId: '1001',
    balanceGroupId: '1001',
    subscriptionId: '2001',
    paymentType: 'postpaid',
    at: NOW,
    type: 'threshold.reached',
    rule: 'A',
    target: { channel: 'webhook', endpoint: 'care' },
    facts: {
      resource: 'MB',
      total: '-150',
      floor: '-1000',
      limit: '0',
      threshold: { type: 'percent', value: '80', amount: '-200' },
      event: { id: 'call-1', at: NOW },
    },
    state: 'pending',
    request: 1,
    tries: 0,
    nextAttemptAt: null,
    attempts: [],
    version: 0,
  });
});

test('of several events in one commit each tells the total of its own moment', () => {
  const prices = book([limitOf('MB', [percent('80'), percent('90')])], rule('A'));
  const notices = told(
    prices,
    draft({ impacts: moves('100'), alarms: raised('80') }),
    draft({ id: 'call-2', impacts: moves('70'), alarms: raised('90') }),
  );
  expect(notices.map(({ notificationId, facts }) => [notificationId, facts?.total, facts?.threshold?.amount])).toEqual([
    ['1001-4-1', '-150', '-200'],
    ['1001-5-1', '-80', '-100'],
  ]);
});

test('one event over several thresholds tells each, in the order in which they were crossed', () => {
  const prices = book([limitOf('MB', [percent('80'), percent('90')])], rule('A'));
  const notices = told(prices, draft({ impacts: moves('200'), alarms: raised('80', '90') }));
  expect(notices.map(({ notificationId, facts }) => [notificationId, facts?.threshold?.value])).toEqual([
    ['1001-4-1', '80'],
    ['1001-4-2', '90'],
  ]);
});

test('a grant moves the floor, and percentages with it', () => {
  const prices = book([limitOf('MB', [percent('80')])], rule('A'));
  const [notice] = told(
    prices,
    draft({ kind: 'purchase', service: null, impacts: moves('-2000', 'grant:2') }),
    draft({ impacts: moves('1700', 'grant:2'), alarms: raised('80') }),
  );
  expect(notice?.facts).toMatchObject({ floor: '-3000', total: '-550', threshold: { amount: '-600' } });
});

test('money starts at zero: 80 % of a limit of 100 is 80', () => {
  const key = alarmKey({ resource: 'EUR', type: 'percent', value: '80' });
  const prices = book([limitOf('EUR', [percent('80')], '100')], rule('A'));
  const [notice] = told(prices, draft({ alarms: { raised: [key], cleared: [] } }));
  expect(notice?.facts).toMatchObject({ floor: '0', limit: '100', threshold: { amount: '80' } });
});

test('a floor that is given is the floor, and without a limit the way ends at zero', () => {
  const limit = { ...limitOf('MB', [percent('80')], null), floor: '-500' };
  const [notice] = told(book([limit], rule('A')), draft({ alarms: raised('80') }));
  expect(notice?.facts).toMatchObject({ floor: '-500', limit: null, threshold: { amount: '-100' } });
});

test('a limit that is gone meanwhile is told without its bounds', () => {
  const [notice] = told(book([], rule('A')), draft({ alarms: raised('80') }));
  expect(notice?.facts).toMatchObject({ limit: null, total: '-250', threshold: { value: '80' } });
});

test('a threshold that names a rule is told by that rule alone', () => {
  const prices = book([limitOf('MB', [percent('80', 'OWN')])], rule('A'), rule('OWN', { event: 'limit.refused' }));
  const notices = told(prices, draft({ alarms: raised('80') }));
  expect(notices.map(({ rule: by }) => by)).toEqual(['OWN']);
});

test.for([
  { because: 'the rule is switched off', rules: [rule('A', { enabled: false })] },
  { because: 'the rule is for money only', rules: [rule('A', { resources: ['EUR'] })] },
  { because: 'the rule listens to refusals', rules: [rule('A', { event: 'limit.refused' })] },
  { because: 'there is no rule', rules: [] },
])('nothing is told: $because', ({ rules }) => {
  expect(told(book([limitOf('MB', [percent('80')])], ...rules), draft({ alarms: raised('80') }))).toEqual([]);
});

test('a rule for the resource tells, and so does one for every resource', () => {
  const rules = [rule('A', { resources: ['MB'] }), rule('B', { resources: [] })];
  const notices = told(book([limitOf('MB', [percent('80')])], ...rules), draft({ alarms: raised('80') }));
  expect(notices.map(({ rule: by }) => by)).toEqual(['A', 'B']);
});

test('entries that reach nothing tell nothing, and what was reached before is not told again', () => {
  const prices = book([limitOf('MB', [percent('80')])], rule('A'));
  const reached = appendEntries(opened, [draft({ alarms: raised('80') })]);
  const after = appendEntries(reached, [draft({ id: 'call-2' })]);
  expect(noticesOf({ before: reached, after, profile: PROFILE, book: prices, now: NOW })).toEqual([]);
});

test('a threshold crossed again and again within one commit is told once, as it was crossed last', () => {
  const prices = book([limitOf('MB', [percent('80')])], rule('A'));
  const cleared = { raised: [], cleared: raised('80').raised };
  const notices = told(
    prices,
    draft({ impacts: moves('100'), alarms: raised('80') }),
    draft({ kind: 'adjustment', id: 'credit', impacts: moves('-300'), alarms: cleared }),
    draft({ id: 'call-2', impacts: moves('310'), alarms: raised('80') }),
  );
  expect(notices.map(({ notificationId, facts }) => [notificationId, facts?.total])).toEqual([['1001-6-1', '-140']]);
});

test('the same commit tried again tells the same', () => {
  const prices = book([limitOf('MB', [percent('80')])], rule('A'), rule('B'));
  const entry = draft({ impacts: moves('100'), alarms: raised('80') });
  expect(told(prices, entry)).toEqual(told(prices, entry));
});

test('however many addresses rules name, every one of them is told', () => {
  const addresses = Array.from({ length: 200 }, (_, index) => `a${index}@example.com`);
  const publishers: readonly Publisher[] = [{ action: 'mail', template: 'GONE', to: { addresses } }];
  const notices = told(
    book([limitOf('MB', [percent('80')])], rule('A', { publishers })),
    draft({ alarms: raised('80') }),
  );
  expect(notices.map(({ target }) => target)).toEqual(
    addresses.map((address) => ({ channel: 'mail', template: 'GONE', to: { address } })),
  );
  expect(new Set(notices.map(({ notificationId }) => notificationId)).size).toBe(200);
});

test('however many addresses rules name, every one of them is told of a refusal', () => {
  const addresses = Array.from({ length: 200 }, (_, index) => `a${index}@example.com`);
  const publishers: readonly Publisher[] = [{ action: 'mail', template: 'GONE', to: { addresses } }];
  const prices = book([limitOf('MB', [])], rule('A', { event: 'limit.refused', publishers }));
  const event = { id: 'call-9', at: NOW, service: '5001' };
  expect(refusalsOf({ head: opened, profile: PROFILE, book: prices, resource: 'MB', event, now: NOW })).toHaveLength(
    200,
  );
});

const refused = (head: Head, id = 'call-9', total?: string) =>
  refusalsOf({
    head,
    profile: PROFILE,
    book: book([limitOf('MB', [])], rule('A', { event: 'limit.refused' }), rule('B')),
    resource: 'MB',
    ...(total === undefined ? {} : { total: dec(total) }),
    event: { id, at: NOW, service: '5001' },
    now: NOW,
  });

test('a refusal is told by the rules that listen to refusals, with what the total would have become', () => {
  const [notice, ...others] = refused(opened, 'call-9', '20');
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    type: 'limit.refused',
    rule: 'A',
    subscriptionId: '2001',
    facts: { resource: 'MB', total: '20', floor: '-1000', limit: '0', event: { id: 'call-9', at: NOW } },
  });
  expect(refused(opened)[0]?.facts?.total).toBe('-250');
});

test('further refusals are the same notification until more is granted or the next cycle begins', () => {
  const first = refused(opened)[0]?.notificationId;
  const used = appendEntries(opened, [draft({ id: 'call-2', impacts: moves('10') })]);
  expect(refused(used, 'call-10')[0]?.notificationId).toBe(first);
  const granted = appendEntries(opened, [draft({ kind: 'top-up', impacts: moves('-500', 'grant:2') })]);
  expect(refused(granted, 'call-10')[0]?.notificationId).not.toBe(first);
  const next = { ...opened, cycles: cyclesAt(RULE, at('2026-04-15')) };
  expect(refused(next, 'call-10')[0]?.notificationId).not.toBe(first);
});
