import { describe, expect, test } from 'vitest';
import { type NewBalance, putBalance } from '../../../domain/balances/put-balance.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../../../domain/ledger/bucket-key.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec } from '../../../domain/money/decimal.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER, type Period } from '../../../domain/time/instant.ts';
import { APRIL, at, bookOf, EUR, grant, MARCH, MB, newHead, profileOf } from '../../support/usage-world.ts';
import { allowed } from '../subscription/contract.ts';

const NOW = at('2026-03-15T13:00:00Z');
const TALLY = { ...MB, code: 'TALLY', counter: true };
const USD = { ...EUR, code: 'USD', currency: 'USD' };
const CASH: NewBalance = { resource: 'EUR', amount: '50', direction: 'credit', validity: 'infinite', note: 'Cash' };
const GIFT: NewBalance = { ...CASH, resource: 'MB', amount: '100', validity: 'cycle', note: 'Sorry' };

/** Charges of a cycle that wait for a bill. */
const owed = (amount: string, cycle: Period = MARCH): DraftEntry =>
  draftEntry({
    ...{ kind: 'cycle', id: `fee-${cycle.from}`, at: cycle.from, recordedAt: NOW },
    impacts: [
      {
        resource: 'EUR',
        bucket: bucketKey({ resource: 'EUR', ...cycle, origin: RUNNING }),
        amount: dec(amount),
        charge: {
          ...{ cycle: cycle.from, billItem: 'FEES', product: null, taxCode: null },
          ...{ tax: dec('0'), quantity: dec('1'), period: null },
        },
      },
    ],
  });

function put(
  balance: NewBalance,
  {
    entries = [],
    contract = {},
    catalog = [],
    now = NOW,
  }: {
    entries?: readonly DraftEntry[];
    contract?: Partial<RatingProfile>;
    catalog?: readonly CatalogObject[];
    now?: number;
  } = {},
) {
  const head = appendEntries(newHead(), entries);
  const profile = { ...profileOf([]), ...contract };
  return putBalance(balance, { head, profile, book: bookOf([], [EUR, MB, TALLY, USD], catalog), id: '7', now });
}

describe('a balance by hand', () => {
  test.for([
    { of: 'money', balance: CASH, key: `EUR|${NOW}|${FOREVER}|top-up:7`, amount: '-50', kind: 'top-up' },
    { of: 'units', balance: GIFT, key: `MB|${NOW}|${MARCH.to}|manual:7`, amount: '-100', kind: 'adjustment' },
    {
      ...{ of: 'units taken away', balance: { ...GIFT, direction: 'debit' } as const },
      ...{ key: `MB|${NOW}|${MARCH.to}|manual:7`, amount: '100', kind: 'adjustment' },
    },
    {
      ...{ of: 'money until a day', balance: { ...CASH, validity: { until: APRIL.to } } },
      ...{ key: `EUR|${NOW}|${APRIL.to}|top-up:7`, amount: '-50', kind: 'top-up' },
    },
  ])('of $of is a bucket with one entry', ({ balance, key, amount, kind }) => {
    const { head, bucket } = allowed(put(balance));
    expect(bucket).toBe(key);
    expect(head.buckets.get(bucket)?.amount.toFixed()).toBe(amount);
    expect(head.tail.at(-1)).toMatchObject({ kind, id: '7', note: balance.note });
    expect(verifyHead(head, head.tail)).toBeNull();
  });

  test('of a cycle that is over and waits to be billed is one of the next', () => {
    expect(allowed(put(GIFT, { now: at('2026-04-02T00:00:00Z') })).bucket).toContain(`|${APRIL.to}|`);
  });
});

describe('money pays what is owed and not billed yet', () => {
  test.for([
    { owes: ['12'], settled: '12', left: '-38', running: ['0'] },
    { owes: ['30', '40'], settled: '50', left: '0', running: ['0', '20'] },
    { owes: [], settled: '0', left: '-50', running: ['0'] },
    { owes: ['-5'], settled: '0', left: '-50', running: ['-5'] },
  ])('$owes owed, 50 paid: $settled at once', ({ owes, settled, left, running }) => {
    const entries = owes.map((amount, index) => owed(amount, index === 0 ? MARCH : APRIL));
    const result = allowed(put(CASH, { entries }));
    const { head, bucket } = result;
    expect(result.settled.toFixed()).toBe(settled);
    expect(head.buckets.get(bucket)?.amount.toFixed()).toBe(left);
    expect(head.buckets.get(bucket)?.granted.toFixed()).toBe('-50');
    const open = [...head.buckets.values()].filter(({ origin }) => origin === RUNNING);
    expect(open.map(({ amount }) => amount.toFixed())).toEqual(running);
    // The bill still says what was charged; what it demands is what the running bucket has left.
    const [line] = head.unbilled.values();
    expect(line?.net.toFixed()).toBe(owes[0]);
    expect(verifyHead(head, head.tail)).toBeNull();
  });
});

describe('thresholds', () => {
  const catalog: readonly CatalogObject[] = [
    {
      kind: 'creditProfile',
      object: {
        ...{ code: 'D', name: 'D', paymentTypes: [], isDefault: true },
        limits: [
          { resource: 'EUR', limit: '100', hard: true, thresholds: [{ type: 'value', value: '20' }] },
          { resource: 'MB', limit: '0', hard: true, thresholds: [{ type: 'value', value: '50' }] },
        ],
      },
    },
  ];
  test('that money takes the total under may ring again', () => {
    const entries = [{ ...owed('25'), alarms: { raised: ['EUR|value|20'], cleared: [] } }];
    const { head } = allowed(put(CASH, { entries, catalog }));
    expect([...head.alarms]).toEqual([]);
  });
  test('that units taken away bring it to ring', () => {
    const { head } = allowed(put({ ...GIFT, direction: 'debit' }, { entries: [grant('MB', '-40', MARCH)], catalog }));
    expect([...head.alarms]).toEqual(['MB|value|50']);
  });
});

describe('refused', () => {
  test.for([
    { of: 'a resource that is not there', balance: { ...CASH, resource: 'NONE' }, pointer: '/resource' },
    { of: 'a counter', balance: { ...GIFT, resource: 'TALLY' }, pointer: '/resource' },
    { of: 'money that is not billed', balance: { ...CASH, resource: 'USD' }, pointer: '/resource' },
    { of: 'money owed', balance: { ...CASH, direction: 'debit' } as const, pointer: '/direction' },
    { of: 'half a cent', balance: { ...CASH, amount: '0.005' }, pointer: '/amount' },
    { of: 'an end that is over', balance: { ...GIFT, validity: { until: NOW } }, pointer: '/validity/until' },
  ])('$of', ({ balance, pointer }) => {
    expect(put(balance)).toMatchObject({ ok: false, error: { code: 'request.invalid', errors: [{ pointer }] } });
  });

  test('a closed account', () => {
    expect(put(CASH, { contract: { status: 'closed' } })).toMatchObject({
      ok: false,
      error: { code: 'customer.state' },
    });
  });
});
