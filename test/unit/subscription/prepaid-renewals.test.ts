import { describe, expect, test } from 'vitest';
import { turnCycle } from '../../../domain/billing/turn-cycle.ts';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../../../domain/ledger/bucket-key.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { draftEntry, openLedger } from '../../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec, decimalText, sum } from '../../../domain/money/decimal.ts';
import { indexContract } from '../../../domain/rating/contract-index.ts';
import { rateUsage } from '../../../domain/rating/rate-usage.ts';
import { type Contract, endPurchases } from '../../../domain/subscription/end-purchases.ts';
import { resumeContract } from '../../../domain/subscription/prepaid/contract-ahead.ts';
import { suspensionOf } from '../../../domain/subscription/prepaid/suspension.ts';
import type { PurchasedProduct } from '../../../domain/subscription/subscription.ts';
import { verifyPurchases } from '../../../domain/subscription/verify-purchases.ts';
import { nextCycle } from '../../../domain/time/cycle.ts';
import { FOREVER, type Instant } from '../../../domain/time/instant.ts';
import { allowed, at, cyclesAt, EUR, monthlyRule, product, profileOf, purchaseOf, version, ZONE } from './contract.ts';

/** A prepaid customer: 30 a month with 1000 MB, tax on top makes it 36.60; an add-on of 5, which is 6.10; calls by use. */

const RULE = monthlyRule();
const MARCH = cyclesAt(RULE, at('2026-03-15')).active;
const APRIL = nextCycle(RULE, MARCH);
const MAY = nextCycle(RULE, APRIL);

const usage = (changes: Partial<Product> = {}): Product =>
  product({
    ...{ code: 'DATA_USE', type: 'usage', serviceType: 'DATA', billItem: 'USAGE', allowance: 'MB' },
    versions: [{ validFrom: 0, price: { model: 'per-unit', unitPrice: '0.1' }, tax: 'VAT' }],
    ...changes,
  });

function bookOf(...products: readonly Product[]): PriceBook {
  const objects: readonly CatalogObject[] = [
    { kind: 'resource', object: EUR },
    { kind: 'resource', object: { ...EUR, code: 'MB', kind: 'unit', billingScale: 6 } },
    {
      kind: 'tax',
      object: { code: 'VAT', name: 'VAT', percent: '22', inclusive: false, validFrom: 0, validTo: FOREVER },
    },
    ...(['month', 'week', 'year'] as const).map((unit): CatalogObject => {
      return {
        kind: 'eventType',
        object: { code: `${unit.toUpperCase()}LY`, name: unit, interval: { unit, count: 1 } },
      };
    }),
    {
      kind: 'serviceType',
      object: {
        ...{ code: 'DATA', name: 'Data', unit: 'MB', unitSize: '1', increment: null, quarantineDays: 0 },
        mandatoryFields: [{ name: 'mb', type: 'decimal' }],
        optionalFields: [],
        quantity: { from: 'field', field: 'mb' },
      },
    },
    ...products.map((object) => ({ kind: 'product', object }) as const),
  ];
  return compilePriceBook({ siteId: 'demo', version: 1, zone: ZONE }, objects);
}

const FEE = product({ code: 'FEE' });
const GRANT = product({ code: 'GRANT', resource: 'MB', versions: [version('-1000')] });
const MUSIC = product({ code: 'MUSIC', versions: [version('5', 'VAT')] });
const BOOK = bookOf(FEE, GRANT, MUSIC, usage());

const running = (code: string, changes: Partial<PurchasedProduct> = {}) =>
  purchaseOf(code, MARCH.from, { status: 'active', chargedThrough: MARCH.to, ...changes });
const PLAN = [running('FEE'), running('GRANT'), running('DATA_USE', { serviceId: 's-1' })];
const ADD_ON = running('MUSIC', { bundle: 'MUSIC', addOn: true });

/** In March, with so much money paid ahead. */
function customer(inHand: string, purchases: readonly PurchasedProduct[] = PLAN): Contract {
  const profile = {
    ...profileOf(RULE, ...purchases),
    paymentType: 'prepaid' as const,
    services: [
      {
        ...{
          serviceId: 's-1',
          subscriptionId: '1001',
          serviceType: 'DATA',
          identifier: '041',
          status: 'active' as const,
        },
        ...{ validFrom: MARCH.from, validTo: FOREVER },
      },
    ],
  };
  const opened = openLedger({ ...profile, cycles: { active: MARCH, next: APRIL }, at: MARCH.from, now: MARCH.from });
  return { head: topUp(opened, inHand, MARCH.from), profile };
}

function topUp(head: Head, amount: string, from: Instant): Head {
  const bucket = bucketKey({ resource: 'EUR', from, to: FOREVER, origin: `top-up:${from}` });
  const impacts = [{ resource: 'EUR', bucket, amount: dec(amount).negated(), charge: null }];
  return appendEntries(head, [draftEntry({ kind: 'top-up', id: `${from}`, at: from, recordedAt: from, impacts })]);
}

const turnInto = (contract: Contract, cycle: typeof APRIL, now: Instant, book = BOOK): Contract => {
  const cycles = { active: cycle, next: nextCycle(RULE, cycle) };
  const turn = { book, billId: `b${cycle.from}`, ended: contract.head.cycles.active, cycles, now };
  const { after } = allowed(turnCycle(contract, turn));
  expect(verifyHead(after.head, after.head.tail)).toBeNull();
  return after;
};
const toApril = (contract: Contract, book = BOOK) => turnInto(contract, APRIL, APRIL.from + 1_800_000, book);
const resume = (contract: Contract, now: Instant, book = BOOK): Contract =>
  allowed(resumeContract(contract, { book, now }));

const total = ({ head }: Contract, resource = 'EUR') =>
  decimalText(sum([...head.buckets.values()].flatMap((one) => (one.resource === resource ? [one.amount] : []))));
const owed = ({ head }: Contract) =>
  decimalText(sum([...head.buckets.values()].flatMap(({ origin, amount }) => (origin === RUNNING ? [amount] : []))));
const waiting = ({ profile }: Contract) =>
  profile.purchases.flatMap(({ product: code, suspendedAt }) =>
    suspendedAt === undefined ? [] : [[code, suspendedAt]],
  );
const use = ({ head, profile }: Contract, time: Instant, mb: string, now = time, book = BOOK) =>
  rateUsage(
    {
      state: {
        ...head,
        buckets: new Map(head.buckets),
        counters: new Map(),
        unbilled: new Map(),
        holds: new Map(),
        alarms: new Set(),
      },
      contract: indexContract(profile),
      book,
      now,
    },
    { id: `e${time}`, at: time, serviceType: 'DATA', identifier: '041', fields: { mb } },
  );
const subscription = { subscriptionId: '1001', status: 'active' } as const;

describe('the renewal of a prepaid customer', () => {
  test('is paid from the money in hand', () => {
    const after = toApril(customer('40'));
    expect([total(after), owed(after), total(after, 'MB'), waiting(after)]).toEqual(['-3.4', '0', '-1000', []]);
    expect(after.profile.purchases.map(({ chargedThrough }) => chargedThrough)).toEqual([APRIL.to, APRIL.to, MARCH.to]);
  });

  test.each([
    { inHand: '36.6', covered: true, because: '30 and 22 % tax, to the cent' },
    { inHand: '36.59', covered: false, because: 'a cent is missing' },
    { inHand: '30', covered: false, because: 'the tax is missing' },
  ])('with $inHand in hand: $covered, $because', ({ inHand, covered }) => {
    const after = toApril(customer(inHand));
    expect(waiting(after)).toHaveLength(covered ? 0 : 3);
    expect(owed(after)).toBe('0');
  });

  test('that the money does not cover wholly is not charged, nor granted: the subscription is suspended with the cycle', () => {
    const after = toApril(customer('20'));
    expect([total(after), owed(after), total(after, 'MB')]).toEqual(['-20', '0', '0']);
    expect(waiting(after)).toEqual(['FEE', 'GRANT', 'DATA_USE'].map((code) => [code, APRIL.from]));
    expect(suspensionOf(subscription, after.profile, APRIL.from)).toBe(APRIL.from);
    expect([...after.head.unbilled.values()]).toEqual([]);
    expect(waiting(turnInto(after, MAY, MAY.from))).toEqual(waiting(after));
  });

  test('counts an agreed limit of its own, and what sessions have set aside', () => {
    const limits = [{ resource: 'EUR', limit: '20', hard: true, thresholds: [] }];
    const limited = { ...BOOK, creditProfiles: new Map([['C', { code: 'C', name: 'C', paymentTypes: [], limits }]]) };
    const { head, profile } = customer('20');
    const agreed = { head, profile: { ...profile, creditProfile: 'C' } };
    expect([waiting(toApril(agreed, limited)), owed(toApril(agreed, limited))]).toEqual([[], '16.6']);
    const bucket = [...head.buckets.keys()].at(-1) ?? '';
    const hold = { id: 'h', service: 's-1', at: MARCH.from, expiresAt: FOREVER, quantity: dec('1'), counts: [] };
    const held = { ...hold, impacts: [{ resource: 'EUR', bucket, amount: dec('5') }] };
    const reserve = draftEntry({ kind: 'reserve', id: 'h', at: MARCH.from, recordedAt: MARCH.from, hold: held });
    const reserved = { profile, head: appendEntries(topUp(head, '20', MARCH.from + 1), [reserve]) };
    expect(waiting(toApril(reserved))).toHaveLength(3);
  });

  test('goes plan first; an add-on that is not covered waits by itself', () => {
    const after = toApril(customer('40', [ADD_ON, ...PLAN]));
    expect([total(after), waiting(after)]).toEqual(['-3.4', [['MUSIC', APRIL.from]]]);
    expect(suspensionOf(subscription, after.profile, APRIL.from)).toBeNull();
  });

  test('an add-on is not renewed without its plan, and goes on after it', () => {
    const down = toApril(customer('20', [...PLAN, ADD_ON]));
    expect([total(down), waiting(down).length]).toEqual(['-20', 4]);
    const topped = { ...down, head: topUp(down.head, '20', APRIL.from + 3_600_000) };
    const plan = resume(topped, APRIL.from + 3_600_000);
    expect([total(plan), waiting(plan)]).toEqual(['-3.4', [['MUSIC', APRIL.from]]]);
    const all = resume({ ...plan, head: topUp(plan.head, '2.7', APRIL.from + 7_200_000) }, APRIL.from + 7_200_000);
    expect([total(all), waiting(all)]).toEqual(['0', []]);
  });

  test('week by week is paid as far as the money goes', () => {
    const book = bookOf(product({ code: 'PASS', eventType: 'WEEKLY', versions: [version('7', 'VAT')] }), usage());
    const pass = running('PASS', { chargedThrough: at('2026-04-05') });
    const data = running('DATA_USE', { serviceId: 's-1' });
    // Weeks of the 5th, 12th, 19th and 26th, 8.54 each; bought on 1 March, a Sunday.
    const after = toApril(customer('20', [pass, data]), book);
    expect([total(after), owed(after)]).toEqual(['-2.92', '0']);
    expect(waiting(after).map(([, since]) => since)).toEqual([at('2026-04-19'), at('2026-04-19')]);
    expect(use(after, at('2026-04-18'), '1', at('2026-04-18'), book).ok).toBe(true);
    expect(use(after, at('2026-04-20'), '1', at('2026-04-20'), book)).toMatchObject({
      error: { reason: 'NOT_ACTIVE' },
    });
    const early = resume({ ...after, head: topUp(after.head, '6', at('2026-04-10')) }, at('2026-04-10'), book);
    expect(waiting(early).map(([, since]) => since)).toEqual([at('2026-04-26'), at('2026-04-26')]);
  });

  test('money that comes before the suspension begins settles nothing in arrear ahead of its time', () => {
    const pass = product({ code: 'PASS', eventType: 'WEEKLY', versions: [version('7', 'VAT')] });
    const rent = product({
      code: 'RENT',
      cycle: 'arrear',
      versions: [version('30')],
      prorationOnPurchase: 'full',
      prorationOnCancel: 'full',
    });
    const book = bookOf(pass, rent);
    const after = toApril(
      customer('20', [running('PASS', { chargedThrough: at('2026-04-05') }), running('RENT')]),
      book,
    );
    expect(waiting(after).map(([, since]) => since)).toEqual([at('2026-04-19'), at('2026-04-19')]);
    const now = at('2026-04-10');
    const paid = resume({ ...after, head: topUp(after.head, '60', now) }, now, book);
    expect([waiting(paid), paid.profile.purchases[1]?.chargedThrough]).toEqual([[], MARCH.to]);
    const may = turnInto(paid, MAY, MAY.from, book);
    const rents = may.head.tail.flatMap(({ product: code, impacts }) =>
      code === 'RENT' ? impacts.flatMap(({ charge, amount }) => (charge === null ? [] : [decimalText(amount)])) : [],
    );
    expect(rents).toEqual(['30']);
  });

  test('an inactive customer renews nothing, and is not suspended for it', () => {
    const { head, profile } = customer('0');
    expect(waiting(toApril({ head, profile: { ...profile, status: 'inactive' } }))).toEqual([]);
  });
});

describe('a suspended subscription', () => {
  const suspended = () => toApril(customer('20'));

  test('goes on with the money: the days that are left are charged, the allowance comes whole, the rest never', () => {
    const now = at('2026-04-16T10:00:00Z');
    const short = resume({ ...suspended(), head: topUp(suspended().head, '-1.71', now) }, now);
    expect(waiting(short)).toHaveLength(3);
    // 15 of 30 days: 15 and 3.30 tax.
    const after = resume(suspended(), now);
    expect([total(after), total(after, 'MB'), waiting(after)]).toEqual(['-1.7', '-1000', []]);
    expect(after.profile.purchases[0]).toMatchObject({ chargedThrough: APRIL.to, resumedAt: now });
    expect(resume(after, now + 1)).toBe(after);
    const may = turnInto({ ...after, head: topUp(after.head, '50', now) }, MAY, MAY.from);
    expect([total(may), waiting(may)]).toEqual(['-15.1', []]);
  });

  test('goes on at the next turn, when the money is there by then', () => {
    const paid = { ...suspended(), head: topUp(suspended().head, '20', at('2026-04-20')) };
    const after = turnInto(paid, MAY, MAY.from + 1_800_000);
    expect([total(after), waiting(after)]).toEqual(['-3.4', []]);
  });

  test('pays for the days that are left even where a first part is free, and gives those back', () => {
    const free = bookOf(product({ code: 'FEE', prorationOnPurchase: 'none' }), GRANT, usage());
    const now = at('2026-04-16T10:00:00Z');
    const after = resume(toApril(customer('20'), free), now, free);
    expect(total(after)).toBe('-1.7');
    const left = endPurchases(after, { book: free, now }, () => ({ at: now, as: 'cancelled' }));
    expect(total(allowed(left))).toBe('-20');
  });

  test('gives back what was paid for the days after it ends, and no more', () => {
    const after = resume(suspended(), at('2026-04-16'));
    const end = { at: at('2026-04-21'), as: 'cancelled' } as const;
    // 10 of the 15 days.
    expect(total(allowed(endPurchases(after, { book: BOOK, now: end.at }, () => end)))).toBe('-13.9');
  });

  test('costs nothing when it ends', () => {
    const now = at('2026-04-20');
    const left = allowed(endPurchases(suspended(), { book: BOOK, now }, () => ({ at: now, as: 'cancelled' })));
    expect([total(left), owed(left), total(left, 'MB')]).toEqual(['-20', '0', '0']);
  });

  test('is served nothing, unless the product is charged while inactive; what was before is late, not refused', () => {
    expect(use(suspended(), at('2026-04-10'), '5')).toMatchObject({ error: { reason: 'NOT_ACTIVE' } });
    expect(use(suspended(), MARCH.to - 1, '5', at('2026-04-10')).ok).toBe(true);
    const book = bookOf(FEE, GRANT, usage({ nonActiveRating: 'RATE_INACTIVE' }));
    expect(use(suspended(), at('2026-04-10'), '5', at('2026-04-10'), book).ok).toBe(true);
  });

  test('owes what is in arrear for the time before, and nothing for the time of the suspension', () => {
    const arrear = { cycle: 'arrear', eventType: 'YEARLY', versions: [version('365')] } as const;
    const book = bookOf(FEE, GRANT, usage(), product({ code: 'YEAR', ...arrear }));
    const year = running('YEAR', { chargedThrough: MARCH.from });
    const down = toApril(customer('20', [...PLAN, year]), book);
    const after = turnInto(down, MAY, MAY.from, book);
    expect(after.profile.purchases[3]).toMatchObject({ chargedThrough: APRIL.from, validTo: FOREVER });
    expect([total(after), waiting(after).length]).toEqual(['0', 4]);
    const settled = resume({ ...down, head: topUp(down.head, '100', at('2026-04-20')) }, at('2026-04-20'), book);
    expect(settled.profile.purchases[3]).toMatchObject({ chargedThrough: at('2026-04-20') });
  });
});

describe('before billing comes by', () => {
  const now = APRIL.from + 600_000;

  test('an allowance that the money will not bring is not used', () => {
    expect(use(customer('20'), now, '10')).toMatchObject({
      value: { entry: { impacts: [{ resource: 'EUR', amount: dec('1.22') }, {}, {}] } },
    });
  });

  test('one that it will bring is, and its price is not spent otherwise', () => {
    const able = customer('40');
    expect(use(able, now, '10')).toMatchObject({
      value: { entry: { impacts: [{ resource: 'MB', amount: dec('10') }, { amount: dec('0') }] } },
    });
    // 1000 MB are there, the rest costs 0.122 each, and 3.40 is left beside the fee.
    expect(use(able, now, '1027').ok).toBe(true);
    expect(use(able, now, '1028')).toMatchObject({ error: { reason: 'LIMIT_REACHED' } });
  });

  test('one that was used all the same is granted, and costs its price', () => {
    const able = customer('40');
    const used = allowed(use(able, now, '10'));
    const head = appendEntries(able.head, [used.entry]);
    const spent = { ...able, head: topUp(head, '-30', now) };
    const after = toApril(spent);
    expect([waiting(after), total(after, 'MB'), total(after)]).toEqual([[], '-990', '26.6']);
  });

  test('as is one of which only what would be rolled over was used', () => {
    const book = bookOf(FEE, { ...GRANT, rollover: { intervals: 1 } }, usage());
    const able = customer('50');
    const may = MAY.from + 600_000;
    const used = allowed(use(able, may, '10', may, book));
    expect(used.entry.impacts.map(({ resource, bucket }) => [resource, bucket.split('|').at(-1)])).toEqual([
      ['MB', 'rollover:of-GRANT'],
      ['EUR', RUNNING],
    ]);
    const spent = { ...able, head: topUp(appendEntries(able.head, [used.entry]), '-40', may) };
    const after = turnInto(spent, APRIL, may, book);
    expect([waiting(after), total(after, 'MB'), total(after)]).toEqual([[], '-990', '26.6']);
  });
});

describe('a purchase that is to begin later', () => {
  const later = purchaseOf('MUSIC', at('2026-03-20'), { bundle: 'MUSIC', addOn: true });
  const verify = (contract: Contract, now: Instant) =>
    allowed(verifyPurchases({ contract, subscriptions: [] }, { book: BOOK, now }));

  test('begins from the money in hand, or waits for it', () => {
    const paid = verify(customer('10', [...PLAN, later]), at('2026-03-20'));
    // 12 of 31 days of 6.10.
    expect([paid.started, total(paid)]).toEqual([1, '-7.63871']);
    const short = verify(customer('1', [...PLAN, later]), at('2026-03-20'));
    expect([short.started, total(short), waiting(short)]).toEqual([0, '-1', [['MUSIC', at('2026-03-20')]]]);
    const now = at('2026-03-25');
    const begun = resume({ ...short, head: topUp(short.head, '9', now) }, now);
    expect(begun.profile.purchases[3]).toMatchObject({ status: 'active', validFrom: now, chargedThrough: MARCH.to });
    expect([total(begun), waiting(begun)]).toEqual(['-8.622581', []]);
  });

  test('does not begin when its time is over before the money comes', () => {
    const setup = product({ code: 'SETUP', type: 'one-time', versions: [version('8', 'VAT')] });
    const book = bookOf(FEE, GRANT, usage(), setup);
    const once = purchaseOf('SETUP', at('2026-03-20'), { bundle: 'SETUP', addOn: true, validTo: at('2026-03-28') });
    const contract = customer('1', [...PLAN, once]);
    const short = allowed(verifyPurchases({ contract, subscriptions: [] }, { book, now: at('2026-03-20') }));
    expect(waiting(short)).toEqual([['SETUP', at('2026-03-20')]]);
    // Before the job comes by that ends it.
    const now = at('2026-03-28') + 300_000;
    const topped = resume({ ...short, head: topUp(short.head, '20', now) }, now, book);
    expect(total(topped)).toBe('-21');
    expect(topped.profile.purchases[3]?.status).toBe('pending');
  });

  test('ends without ever having begun', () => {
    const short = verify(customer('1', [...PLAN, { ...later, validTo: at('2026-03-28') }]), at('2026-03-20'));
    const over = verify(short, at('2026-03-28'));
    expect([over.ended, total(over), over.profile.purchases[3]?.status]).toEqual([1, '-1', 'expired']);
  });
});
