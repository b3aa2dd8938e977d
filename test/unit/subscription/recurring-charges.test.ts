import { describe, expect, test } from 'vitest';
import type { Bucket } from '../../../domain/ledger/head.ts';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import { chargeContext } from '../../../domain/subscription/charges/charge-context.ts';
import { chargeCycle } from '../../../domain/subscription/charges/charge-cycle.ts';
import { chargePurchase } from '../../../domain/subscription/charges/charge-purchase.ts';
import { endPurchase } from '../../../domain/subscription/end-purchase.ts';
import { nextCycle } from '../../../domain/time/cycle.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import {
  allowed,
  at,
  billedOn,
  bookOf,
  cyclesAt,
  monthlyRule,
  periodsOf,
  product,
  profileOf,
  purchaseOf,
  totals,
  version,
} from './contract.ts';

const NO_BUCKETS: ReadonlyMap<string, Bucket> = new Map();
const monthly = monthlyRule();
const FEE = product({ code: 'FEE' });
const contextAt = (book: ReturnType<typeof bookOf>, moment: string, rule = monthly) =>
  chargeContext({ profile: profileOf(rule), book, cycles: cyclesAt(rule, at(moment)), now: at(moment) });

/** A turn's drafts: what is in arrear, then what is forward. */
function turned(turn: ReturnType<typeof chargeCycle>) {
  const { arrear, forward, profile } = allowed(turn);
  return { drafts: [...arrear, ...forward], profile };
}

describe('a forward fee', () => {
  const book = bookOf(FEE);
  const bought = () =>
    allowed(chargePurchase(contextAt(book, '2026-03-10'), purchaseOf('FEE', at('2026-03-10T13:30:00Z'))));

  test('bought on 10 March costs 22 of 31 days, to six digits', () => {
    const { drafts, purchase } = bought();
    expect(drafts.map(({ impacts }) => impacts.map(({ amount }) => decimalText(amount)))).toEqual([['25.974194']]);
    expect(totals(drafts)).toEqual({ net: '21.29', tax: '4.68' });
    expect(billedOn(drafts)).toEqual([at('2026-03-01')]);
    expect(periodsOf(drafts)).toEqual([{ from: at('2026-03-10T13:30:00Z'), to: at('2026-04-01') }]);
    expect(purchase).toMatchObject({ status: 'active', chargedThrough: at('2026-04-01') });
  });

  test('cancelled on 20 March gives back 12 of 31 days; 10 days stay', () => {
    const { drafts, purchase } = bought();
    const end = allowed(
      endPurchase(contextAt(book, '2026-03-20'), NO_BUCKETS, purchase, {
        at: at('2026-03-20T16:00:00Z'),
        as: 'cancelled',
      }),
    );
    expect(totals(end.drafts).net).toBe('-11.61');
    expect(totals([...drafts, ...end.drafts]).net).toBe('9.68');
    expect(end.purchase).toMatchObject({ status: 'cancelled', validTo: at('2026-03-20T16:00:00Z') });
  });

  test('cancelled on 6 April, before March was billed, costs five days of April, on the April bill', () => {
    const cycles = cyclesAt(monthly, at('2026-03-20'));
    const late = chargeContext({ profile: profileOf(monthly), book, cycles, now: at('2026-04-06') });
    const end = allowed(endPurchase(late, NO_BUCKETS, bought().purchase, { at: at('2026-04-06'), as: 'cancelled' }));
    expect(totals(end.drafts)).toEqual({ net: '5', tax: '1.1' });
    expect(billedOn(end.drafts)).toEqual([at('2026-04-01')]);
    expect(end.purchase).toMatchObject({ status: 'cancelled', chargedThrough: at('2026-04-06') });
  });

  test('cancelled on 20 April gives back 11 of 30 days of April, on the April bill', () => {
    const april = { ...bought().purchase, chargedThrough: at('2026-05-01') };
    const end = allowed(
      endPurchase(contextAt(book, '2026-04-20'), NO_BUCKETS, april, { at: at('2026-04-20'), as: 'cancelled' }),
    );
    expect(totals(end.drafts)).toEqual({ net: '-11', tax: '-2.42' });
    expect(billedOn(end.drafts)).toEqual([at('2026-04-01')]);
  });

  test.each(['prorate', 'full', 'none'] as const)(
    'cancelled on its day of purchase it costs nothing (%s)',
    (option) => {
      const own = bookOf(product({ code: 'FEE', prorationOnPurchase: option, prorationOnCancel: option }));
      const start = allowed(
        chargePurchase(contextAt(own, '2026-03-10'), purchaseOf('FEE', at('2026-03-10T08:00:00Z'))),
      );
      const end = allowed(
        endPurchase(contextAt(own, '2026-03-10'), NO_BUCKETS, start.purchase, {
          at: at('2026-03-10T22:59:59.999Z'),
          as: 'cancelled',
        }),
      );
      expect(totals([...start.drafts, ...end.drafts])).toEqual({ net: '0', tax: '0' });
    },
  );

  test.each([
    ['prorate', 'prorate', '21.29', '-11.61'],
    ['full', 'prorate', '30', '-16.36'],
    ['none', 'prorate', '0', '0'],
    ['prorate', 'full', '21.29', '0'],
    ['prorate', 'none', '21.29', '-21.29'],
  ] as const)('bought %s and cancelled %s: %s, then %s', (prorationOnPurchase, prorationOnCancel, charge, refund) => {
    const own = bookOf(product({ code: 'FEE', prorationOnPurchase, prorationOnCancel }));
    const start = allowed(chargePurchase(contextAt(own, '2026-03-10'), purchaseOf('FEE', at('2026-03-10'))));
    const end = allowed(
      endPurchase(contextAt(own, '2026-03-20'), NO_BUCKETS, start.purchase, { at: at('2026-03-20'), as: 'cancelled' }),
    );
    expect([totals(start.drafts).net, totals(end.drafts).net]).toEqual([charge, refund]);
  });

  test('sign-up on 26 January for a cycle that begins on day 1: six days', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-01-26'), purchaseOf('FEE', at('2026-01-26'))));
    expect(totals(start.drafts).net).toBe('5.81');
  });

  test('is divided once: 48.99 for 5 of 30 days is 8.17, not 8.16', () => {
    const precise = bookOf(product({ code: 'FEE', versions: [version('48.99')] }));
    const start = allowed(chargePurchase(contextAt(precise, '2026-04-26'), purchaseOf('FEE', at('2026-04-26'))));
    expect(totals(start.drafts).net).toBe('8.17');
  });

  test('bought on day 31 of a day 31 cycle costs a whole, shorter month', () => {
    const rule = monthlyRule(31);
    const start = allowed(chargePurchase(contextAt(book, '2026-01-31', rule), purchaseOf('FEE', at('2026-01-31'))));
    expect(totals(start.drafts).net).toBe('30');
    expect(start.purchase.chargedThrough).toBe(at('2026-02-28'));
  });

  test('a month of 31 days with 23 hours in one of them is charged by days: 5 of 31', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-03-27'), purchaseOf('FEE', at('2026-03-27'))));
    expect(totals(start.drafts).net).toBe('4.84');
  });

  test('counts quantity and a price override, which renewals keep', () => {
    const bulk = purchaseOf('FEE', at('2026-03-01'), { quantity: '3', value: '10' });
    const start = allowed(chargePurchase(contextAt(book, '2026-03-01'), bulk));
    expect(totals(start.drafts).net).toBe('30');
    expect(start.purchase).toMatchObject({ quantity: '3', value: '10' });
  });

  test('ends by itself: charged only to the end of its validity', () => {
    const short = purchaseOf('FEE', at('2026-03-01'), { validTo: at('2026-03-11') });
    const start = allowed(chargePurchase(contextAt(book, '2026-03-01'), short));
    expect(totals(start.drafts).net).toBe('9.68');
    const turn = turned(chargeCycle({ ...march(book), profile: profileOf(monthly, start.purchase) }));
    expect(turn.drafts).toEqual([]);
  });

  test('is refused, not guessed, when its tax is not valid', () => {
    const untaxed = bookOf(product({ code: 'FEE', versions: [version('30', 'GONE')] }));
    const refused = chargePurchase(contextAt(untaxed, '2026-03-10'), purchaseOf('FEE', at('2026-03-10')));
    expect(refused).toMatchObject({ ok: false, error: { code: 'catalog.reference_missing' } });
  });
});

/** The turn from March to April. */
const march = (book: ReturnType<typeof bookOf>) => {
  const ended = cyclesAt(monthly, at('2026-03-15')).active;
  return { book, ended, starting: nextCycle(monthly, ended), now: at('2026-04-01T00:30:00Z') };
};

describe('the turn of a cycle', () => {
  const book = bookOf(FEE, product({ code: 'METER', cycle: 'arrear', versions: [version('6.2', 'VAT')] }));
  const running = profileOf(
    monthly,
    purchaseOf('FEE', at('2026-03-10'), { status: 'active', chargedThrough: at('2026-04-01') }),
    purchaseOf('METER', at('2026-03-11'), { status: 'active', chargedThrough: at('2026-03-11') }),
    purchaseOf('FEE', at('2026-06-01'), { purchaseId: 'later' }),
  );

  test('charges arrear onto the ended bill and forward onto the starting one, once', () => {
    const turn = turned(chargeCycle({ ...march(book), profile: running }));
    expect(totals(turn.drafts.slice(0, 1))).toEqual({ net: '4.2', tax: '0.92' });
    expect(totals(turn.drafts.slice(1))).toEqual({ net: '30', tax: '6.6' });
    expect(billedOn(turn.drafts)).toEqual([at('2026-03-01'), at('2026-04-01')]);
    expect(turn.profile.purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([
      at('2026-05-01'),
      at('2026-04-01'),
      at('2026-06-01'),
    ]);
    expect(turned(chargeCycle({ ...march(book), profile: turn.profile })).drafts).toEqual([]);
  });

  test('a customer who is not active renews nothing', () => {
    const turn = turned(chargeCycle({ ...march(book), profile: { ...running, status: 'inactive' } }));
    expect(turn.drafts).toEqual([]);
  });

  test('arrear that ends inside the cycle costs the days used, and is not charged again', () => {
    const [, meter] = running.purchases;
    const end = allowed(
      endPurchase(contextAt(book, '2026-03-21'), NO_BUCKETS, meter ?? expect.fail(), {
        at: at('2026-03-21'),
        as: 'cancelled',
      }),
    );
    expect(totals(end.drafts).net).toBe('2');
    expect(turned(chargeCycle({ ...march(book), profile: profileOf(monthly, end.purchase) })).drafts).toEqual([]);
  });
});

describe('a product with an interval of its own', () => {
  const book = bookOf(
    product({ code: 'ANNUAL', eventType: 'YEARLY', versions: [version('120')] }),
    product({ code: 'WEEKLY', eventType: 'WEEKLY', versions: [version('7')] }),
  );

  test('a yearly fee of 120 bought on 10 March and cancelled on 10 September gives back 181 of 365 days', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-03-10'), purchaseOf('ANNUAL', at('2026-03-10'))));
    expect(totals(start.drafts).net).toBe('120');
    expect(start.purchase.chargedThrough).toBe(at('2027-03-10'));
    const end = allowed(
      endPurchase(contextAt(book, '2026-09-10'), NO_BUCKETS, start.purchase, { at: at('2026-09-10'), as: 'cancelled' }),
    );
    expect(totals(end.drafts).net).toBe('-59.51');
  });

  test('renews on its own day: on the bill of the cycle that the day lies in', () => {
    const annual = purchaseOf('ANNUAL', at('2025-03-10'), { status: 'active', chargedThrough: at('2026-03-10') });
    const profile = profileOf(monthly, annual);
    const turnInto = (month: string) => {
      const starting = cyclesAt(monthly, at(month)).active;
      const ended = cyclesAt(monthly, starting.from - 1).active;
      return turned(chargeCycle({ profile, book, ended, starting, now: starting.from }));
    };
    expect(turnInto('2026-02-15').drafts).toEqual([]);
    expect(totals(turnInto('2026-03-15').drafts).net).toBe('120');
    expect(periodsOf(turnInto('2026-03-15').drafts)).toEqual([{ from: at('2026-03-10'), to: at('2027-03-10') }]);
  });

  test('a weekly fee on a monthly bill is charged for every week that begins in the month', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-03-10'), purchaseOf('WEEKLY', at('2026-03-10'))));
    expect(start.drafts).toHaveLength(4);
    expect(start.purchase.chargedThrough).toBe(at('2026-04-07'));
  });
});

describe('grants', () => {
  const book = bookOf(
    product({ code: 'DATA', resource: 'MB', versions: [version('-1000')] }),
    product({ code: 'BOOST', type: 'one-time', resource: 'MB', versions: [version('-500')] }),
  );

  test('come whole in a short cycle and end with it', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-03-10'), purchaseOf('DATA', at('2026-03-10'))));
    expect(start.drafts.flatMap(({ impacts }) => impacts)).toEqual([
      {
        resource: 'MB',
        bucket: `MB|${at('2026-03-10')}|${at('2026-04-01')}|grant:of-DATA`,
        amount: dec(-1000),
        charge: null,
      },
    ]);
  });

  test('are valid as long as a one-time purchase', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-03-10'), purchaseOf('BOOST', at('2026-03-10'))));
    expect(start.drafts[0]?.impacts[0]?.bucket).toBe(`MB|${at('2026-03-10')}|${FOREVER}|grant:of-BOOST`);
  });

  test('what is left of them expires with the purchase; what another purchase granted stays', () => {
    const start = allowed(chargePurchase(contextAt(book, '2026-03-10'), purchaseOf('DATA', at('2026-03-10'))));
    const left = { resource: 'MB', from: at('2026-03-10'), to: at('2026-04-01'), granted: dec(-1000) };
    const buckets = new Map<string, Bucket>([
      ['mine', { ...left, origin: 'grant:of-DATA', amount: dec(-400) }],
      ['used', { ...left, origin: 'grant:of-DATA', amount: dec(0) }],
      ['other', { ...left, origin: 'grant:of-BOOST', amount: dec(-500) }],
    ]);
    const end = allowed(
      endPurchase(contextAt(book, '2026-03-20'), buckets, start.purchase, { at: at('2026-03-20'), as: 'cancelled' }),
    );
    expect(end.drafts).toMatchObject([
      { kind: 'expiry', impacts: [{ bucket: 'mine', amount: dec(400), charge: null }] },
    ]);
  });
});

test('a purchase that never began is cancelled without a charge', () => {
  const later = purchaseOf('FEE', at('2026-05-01'));
  const end = allowed(
    endPurchase(contextAt(bookOf(FEE), '2026-03-20'), NO_BUCKETS, later, { at: at('2026-03-20'), as: 'cancelled' }),
  );
  expect(end).toMatchObject({ drafts: [], purchase: { status: 'cancelled', validTo: at('2026-05-01') } });
});
