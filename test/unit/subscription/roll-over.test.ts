import { describe, expect, test } from 'vitest';
import { turnCycle } from '../../../domain/billing/turn-cycle.ts';
import type { Rollover } from '../../../domain/catalog/rollover.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey, parseBucketKey } from '../../../domain/ledger/bucket-key.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { draftEntry, openLedger } from '../../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { endPurchases } from '../../../domain/subscription/end-purchases.ts';
import { startPurchases } from '../../../domain/subscription/start-purchases.ts';
import type { PurchasedProduct, RatingProfile } from '../../../domain/subscription/subscription.ts';
import { nextCycle } from '../../../domain/time/cycle.ts';
import { allowed, at, bookOf, cyclesAt, monthlyRule, product, profileOf, purchaseOf, version } from './contract.ts';

const RULE = monthlyRule();

/** Whoever bought 1,000 MB a month on 1 March. */
class Life {
  head: Head;
  profile: RatingProfile;
  readonly book;

  constructor(
    rollover: Rollover | undefined,
    { bought = {}, interval = 'MONTHLY' }: { bought?: Partial<PurchasedProduct>; interval?: string } = {},
  ) {
    this.book = bookOf(
      product({
        code: 'ALLOWANCE',
        resource: 'MB',
        eventType: interval,
        versions: [version('-1000')],
        ...(rollover === undefined ? {} : { rollover }),
      }),
    );
    const start = at('2026-03-01');
    const head = openLedger({
      siteId: 'demo',
      balanceGroupId: '1001',
      resource: 'EUR',
      cycles: cyclesAt(RULE, start),
      at: start,
      now: start,
    });
    const profile = profileOf(RULE, purchaseOf('ALLOWANCE', start, bought));
    const started = allowed(startPurchases({ head, profile }, { book: this.book, now: start }));
    ({ head: this.head, profile: this.profile } = started.contract);
  }

  /** Uses up some of the bucket with an origin that ends on a day. */
  use(amount: string, origin: string, end: string): this {
    const bucket = [...this.head.buckets].find(([, one]) => one.origin === origin && one.to === at(end))?.[0] ?? '';
    return this.draw(amount, bucket);
  }

  /** Uses up some of a bucket, which may not be there yet. */
  draw(amount: string, bucket: string): this {
    const { resource } = parseBucketKey(bucket);
    const impacts = [{ resource, bucket, amount: dec(amount), charge: null }];
    const now = this.head.cycles.active.from;
    this.head = appendEntries(this.head, [
      draftEntry({ kind: 'usage', id: `u${this.head.seq}`, at: now, recordedAt: now, service: 's', impacts }),
    ]);
    return this;
  }

  /** Billing of the cycle that is open. */
  turn(): this {
    const { active: ended, next } = this.head.cycles;
    const cycles = { active: next, next: nextCycle(RULE, next) };
    const turned = turnCycle(this, { book: this.book, billId: `b${ended.from}`, ended, cycles, now: ended.to });
    ({ head: this.head, profile: this.profile } = allowed(turned).after);
    return this;
  }

  /** What is in hand on a day: origin, end and amount. */
  inHand(day: string): readonly string[] {
    expect(verifyHead(this.head, this.head.tail)).toBeNull();
    return [...this.head.buckets.values()]
      .filter(({ resource, from, to }) => resource === 'MB' && from <= at(day) && at(day) < to)
      .map(({ origin, to, amount }) => {
        const end = new Date(to + 86_400_000 / 2).toISOString().slice(0, 10);
        return `${origin.split(':')[0]} to ${end}: ${amount.toFixed()}`;
      });
  }
}

const GRANT = 'grant:of-ALLOWANCE';
const ROLLED = 'rollover:of-ALLOWANCE';

describe('at the end of a cycle what is left of a grant', () => {
  test('is lost without a rollover', () => {
    expect(new Life(undefined).use('700', GRANT, '2026-04-01').turn().inHand('2026-04-02')).toEqual([
      'grant to 2026-05-01: -1000',
    ]);
  });

  test('is granted once more with a new validity', () => {
    expect(new Life({ intervals: 1 }).use('700', GRANT, '2026-04-01').turn().inHand('2026-04-02')).toEqual([
      'rollover to 2026-05-01: -300',
      'grant to 2026-05-01: -1000',
    ]);
  });

  test('is nothing when all of it was used', () => {
    expect(new Life({ intervals: 1 }).use('1000', GRANT, '2026-04-01').turn().inHand('2026-04-02')).toEqual([
      'grant to 2026-05-01: -1000',
    ]);
  });

  test('is rolled over up to the most of a cycle; the rest stays for late usage until it expires', () => {
    const life = new Life({ intervals: 1, maximumPerInterval: '200' }).use('700', GRANT, '2026-04-01').turn();
    expect(life.inHand('2026-04-02')).toEqual(['rollover to 2026-05-01: -200', 'grant to 2026-05-01: -1000']);
    expect(life.inHand('2026-03-31')).toEqual(['grant to 2026-04-01: -100', 'rollover to 2026-05-01: -200']);
  });

  test('lasts as many cycles as it may, and is not rolled over again', () => {
    const life = new Life({ intervals: 2 }).use('700', GRANT, '2026-04-01').turn().use('1000', GRANT, '2026-05-01');
    expect(life.turn().inHand('2026-05-02')).toEqual(['rollover to 2026-06-01: -300', 'grant to 2026-06-01: -1000']);
    expect(life.use('1000', GRANT, '2026-06-01').turn().inHand('2026-06-02')).toEqual(['grant to 2026-07-01: -1000']);
  });

  test('is at most what the limit of all that was rolled over leaves', () => {
    const life = new Life({ intervals: 3, maximumTotal: '500' }).use('700', GRANT, '2026-04-01').turn();
    expect(life.use('600', GRANT, '2026-05-01').turn().inHand('2026-05-02')).toEqual([
      'rollover to 2026-07-01: -300',
      'rollover to 2026-08-01: -200',
      'grant to 2026-06-01: -1000',
    ]);
    // 100 of the first 300 are used, so there is room for 100 more.
    expect(life.use('100', ROLLED, '2026-07-01').turn().inHand('2026-06-02')).toEqual([
      'rollover to 2026-07-01: -200',
      'rollover to 2026-08-01: -200',
      'rollover to 2026-09-01: -100',
      'grant to 2026-07-01: -1000',
    ]);
  });

  test('is at least what was used of it while that was within the limit', () => {
    const life = new Life({ intervals: 2, maximumTotal: '500' }).turn();
    // A session had set 300 of the first 500 aside, and has not used them.
    const ahead = { resource: 'MB', from: at('2026-04-01'), to: at('2026-07-01'), origin: ROLLED };
    expect(life.draw('300', bucketKey(ahead)).turn().inHand('2026-05-02')).toEqual([
      'rollover to 2026-06-01: -500',
      'rollover to 2026-07-01: 0',
      'grant to 2026-06-01: -1000',
    ]);
  });

  test('goes no further than its purchase, and nowhere when that is over', () => {
    const until = (day: string) => new Life({ intervals: 3 }, { bought: { validTo: at(day) } });
    expect(until('2026-04-11').turn().inHand('2026-04-02')).toEqual([
      'rollover to 2026-04-11: -1000',
      'grant to 2026-04-11: -1000',
    ]);
    expect(until('2026-04-01').turn().inHand('2026-04-02')).toEqual([]);
  });

  test('ends when what was used of it ahead ends, also of a purchase that is cancelled meanwhile', () => {
    const ahead = { resource: 'MB', from: at('2026-03-01'), to: at('2026-05-01'), origin: ROLLED };
    const life = new Life({ intervals: 1 }).draw('100', bucketKey(ahead));
    const { profile } = life;
    life.profile = { ...profile, purchases: profile.purchases.map((one) => ({ ...one, validTo: at('2026-04-20') })) };
    expect(life.turn().inHand('2026-04-02')).toEqual(['rollover to 2026-05-01: -900', 'grant to 2026-04-20: -1000']);
  });

  test('goes with an inactive customer, to whom nothing is granted either', () => {
    const life = new Life({ intervals: 1 });
    life.profile = { ...life.profile, status: 'inactive' };
    expect(life.turn().inHand('2026-04-02')).toEqual([]);
  });
});

test('who leaves leaves what was rolled over, too', () => {
  const life = new Life({ intervals: 2 }).use('700', GRANT, '2026-04-01').turn();
  const now = at('2026-04-10');
  const left = allowed(endPurchases(life, { book: life.book, now }, () => ({ at: now, as: 'cancelled' })));
  life.head = left.head;
  expect(life.inHand('2026-04-20')).toEqual(['rollover to 2026-06-01: 0', 'grant to 2026-05-01: 0']);
});

test('who leaves while billing is late has used what would have been rolled over of a grant that would have come', () => {
  const from = at('2026-04-01');
  const ahead = bucketKey({ resource: 'MB', from, to: at('2026-06-01'), origin: ROLLED });
  const life = new Life({ intervals: 1 }).draw('100', ahead);
  const now = at('2026-05-10');
  const left = allowed(endPurchases(life, { book: life.book, now }, () => ({ at: now, as: 'cancelled' })));
  life.head = left.head;
  expect(life.inHand('2026-05-20')).toEqual(['rollover to 2026-06-01: 0']);
});

test('what lasts a year is rolled over when its year is over', () => {
  const life = new Life({ intervals: 1 }, { interval: 'YEARLY' }).use('700', GRANT, '2027-03-01');
  for (let month = 0; month < 11; month++) life.turn();
  expect(life.inHand('2027-02-02')).toEqual(['grant to 2027-03-01: -300']);
  expect(life.turn().inHand('2027-03-02')).toEqual(['rollover to 2028-03-01: -300', 'grant to 2028-03-01: -1000']);
});
