import { expect, test } from 'vitest';
import type { Price } from '../../domain/catalog/price.ts';
import { billedQuantity } from '../../domain/charging/billed-quantity.ts';
import { fieldsOfQuantity } from '../../domain/charging/fields-of-quantity.ts';
import { grantUsage, ofQuantity } from '../../domain/charging/grant-usage.ts';
import { largestAllowed } from '../../domain/charging/largest-allowed.ts';
import { rateBesideHolds } from '../../domain/charging/rate-beside-holds.ts';
import { appendEntries, workOn } from '../../domain/ledger/append-entries.ts';
import { counterKey } from '../../domain/ledger/counter-key.ts';
import { draftEntry } from '../../domain/ledger/open-ledger.ts';
import { type Dec, dec } from '../../domain/money/decimal.ts';
import { indexContract } from '../../domain/rating/contract-index.ts';
import { rateUsage } from '../../domain/rating/rate-usage.ts';
import { measureQuantity } from '../../domain/rating/rates/measure-quantity.ts';
import type { RatingContext } from '../../domain/rating/rating-context.ts';
import type { UsageFacts } from '../../domain/rating/usage-facts.ts';
import { topUp } from '../functions/charging/charging-world.ts';
import { fc } from '../support/chance.ts';
import { bookOf, grant, MARCH, NOON, newHead, profileOf, usageProduct, VOICE } from '../support/usage-world.ts';

test('the largest allowed multiple is what trying all of them finds', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('1', '0.5', '3', '0.000001'),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -1, max: 500 }),
      (step, steps, quarters, most) => {
        const requested = dec(step).times(steps).plus(dec(step).times(quarters).div(4));
        const allowed = (quantity: Dec) => (quantity.lte(dec(step).times(most)) ? quantity : null);
        let best: Dec | null = null;
        for (let at = 1; dec(step).times(at).lt(requested); at++) best = allowed(dec(step).times(at)) ?? best;
        const found = largestAllowed({ requested, step: dec(step) }, (quantity) => ({
          value: allowed(quantity),
          range: '',
        }));
        expect(found?.quantity.toFixed() ?? null).toBe(best?.toFixed() ?? null);
        expect(found?.value.toFixed() ?? null).toBe(best?.toFixed() ?? null);
      },
    ),
  );
});

const cents = (min: number, max: number) => fc.integer({ min, max }).map((of) => dec(`${of}`).div(100).toFixed());

/** Prices where more never costs less. */
const price: fc.Arbitrary<Price> = fc.oneof(
  cents(1, 300).map((unitPrice) => ({ model: 'per-unit', unitPrice }) as const),
  fc
    .record({ first: cents(0, 300), rest: cents(0, 300), upTo: fc.integer({ min: 1, max: 20 }), isCycle: fc.boolean() })
    .map(({ first, rest, upTo, isCycle }) => ({
      model: 'graduated' as const,
      basis: isCycle ? ('cycle' as const) : ('event' as const),
      tiers: [
        { upTo: `${upTo}`, unitPrice: first },
        { upTo: null, unitPrice: rest },
      ],
    })),
);

/** Prices that fall where a tier begins, also more than once, and such as give something back. */
const fallingPrice: fc.Arbitrary<Price> = fc
  .record({
    model: fc.constantFrom('volume' as const, 'graduated' as const, 'stair-step' as const),
    basis: fc.constantFrom('cycle' as const, 'event' as const),
    tiers: fc.array(
      fc.record({ width: fc.integer({ min: 1, max: 15 }), unitPrice: cents(-50, 300), fee: cents(-200, 300) }),
      { minLength: 2, maxLength: 5 },
    ),
  })
  .map(({ model, basis, tiers }): Price => {
    const ends = tiers.map((_, index) =>
      index === tiers.length - 1 ? null : `${tiers.slice(0, index + 1).reduce((end, { width }) => end + width, 0)}`,
    );
    const end = (index: number) => ends[index] ?? null;
    if (model === 'stair-step') {
      return { model, basis, steps: tiers.map(({ unitPrice }, index) => ({ upTo: end(index), amount: unitPrice })) };
    }
    return {
      ...{ model, basis },
      tiers: tiers.map(({ unitPrice, fee }, index) => ({ upTo: end(index), unitPrice, flatFee: fee })),
    };
  });

/** A customer who has paid `ahead`, holds an allowance, and calls for minutes. */
function caller(of: {
  readonly price: Price;
  readonly ahead: string;
  readonly allowance: number;
  /** Used in the cycle before. */
  readonly counted?: number;
  /** Of these, another session's. */
  readonly held?: number;
}): RatingContext {
  const product = usageProduct('voice', of.price, { allowance: 'MB', tax: 'VAT22' });
  const head = appendEntries(newHead(), [
    topUp(of.ahead),
    { ...grant('MB', `-${of.allowance}`, MARCH), counts: countOf(of.counted) },
    ...(of.held === undefined ? [] : [heldBy(of.held)]),
  ]);
  return {
    state: workOn(head).state,
    contract: indexContract({ ...profileOf([product]), paymentType: 'prepaid' }),
    book: bookOf([product]),
    now: NOON,
  };
}
const countOf = (counted = 0) => [{ counter: counterKey('voice-usage', MARCH.from), amount: dec(`${counted}`) }];
const heldBy = (counted: number) => {
  const hold = { id: 's-voice|other', service: 's-voice', at: NOON, expiresAt: MARCH.to, quantity: dec('1') };
  return draftEntry({
    ...{ kind: 'reserve', id: 'other', at: NOON, recordedAt: NOON },
    hold: { ...hold, impacts: [], counts: countOf(counted) },
  });
};
const call = (quantity: string): UsageFacts => ({
  ...{ id: '1', at: NOON, serviceType: 'voice', identifier: 'voice-1', fields: {} },
  quantity: dec(quantity),
});

test('what is granted is what trying every quantity through the pipeline finds', () => {
  fc.assert(
    fc.property(
      fc.record({ price, ahead: cents(0, 4000), allowance: fc.integer({ min: 0, max: 10 }) }),
      fc.integer({ min: 1, max: 40 }),
      (of, requested) => {
        const context = caller(of);
        let most = 0;
        for (let minutes = 1; minutes <= requested; minutes++) {
          if (rateUsage(context, ofQuantity(VOICE, call(`${minutes}`), dec(`${minutes}`))).ok) most = minutes;
        }
        const grant = grantUsage(context, call(`${requested}`));
        if (!grant.ok) throw new Error(grant.error.detail);
        expect(grant.value.granted.toFixed()).toBe(`${most}`);
        expect(grant.value.rated === null).toBe(most === 0);
        expect(grant.value.rated?.entry.quantity?.toFixed() ?? '0').toBe(`${most}`);
      },
    ),
    { numRuns: 150 },
  );
});

test('where prices fall it is still the largest: after what was used before, beside what others hold', () => {
  let partly = 0;
  fc.assert(
    fc.property(
      fc.record({
        price: fallingPrice,
        ahead: cents(0, 2000),
        allowance: fc.integer({ min: 0, max: 10 }),
        counted: fc.integer({ min: 0, max: 30 }),
        held: fc.integer({ min: 0, max: 20 }),
      }),
      fc.integer({ min: 1, max: 60 }),
      (of, requested) => {
        const context = caller(of);
        let most = 0;
        for (let minutes = 1; minutes <= requested; minutes++) {
          const usage = ofQuantity(VOICE, call(`${minutes}`), dec(`${minutes}`));
          if (rateBesideHolds(context, usage).ok) most = minutes;
        }
        const grant = grantUsage(context, call(`${requested}`));
        if (!grant.ok) throw new Error(grant.error.detail);
        expect(grant.value.granted.toFixed()).toBe(`${most}`);
        expect(grant.value.rated?.entry.quantity?.toFixed() ?? '0').toBe(`${most}`);
        if (most > 0 && most < requested) partly += 1;
      },
    ),
    { numRuns: 400 },
  );
  expect(partly).toBeGreaterThan(20);
});

test('a quantity in billed units becomes a field that measures the same quantity', () => {
  const size = fc.constantFrom('1', '60', '1024', '0.25', '7');
  const steps = fc.option(fc.constantFrom('1', '0.1', '6', '0.5'), { nil: null });
  fc.assert(
    fc.property(
      size,
      steps,
      fc.option(fc.constantFrom('2', '10'), { nil: undefined }),
      fc.constantFrom('field', 'duration'),
      fc.integer({ min: 0, max: 10_000_000 }),
      (unitSize, increment, minimumQuantity, from, thousandths) => {
        const serviceType = {
          ...VOICE,
          unitSize,
          increment,
          quantity: from === 'field' ? { from, field: 'volume' } : { from, endField: 'end' },
          ...(minimumQuantity === undefined ? {} : { minimumQuantity }),
        } as const;
        // Whole milliseconds: a time has no more.
        const asked = from === 'field' ? dec(`${thousandths}`).div(1000) : dec(`${thousandths}`).div(dec(unitSize));
        const billed = billedQuantity(serviceType, asked);
        const measured = measureQuantity(serviceType, NOON, fieldsOfQuantity(serviceType, NOON, {}, billed));
        if (!measured.ok) throw new Error(measured.error.detail);
        const difference = measured.value.minus(billed).abs();
        expect(difference.lte(increment === null ? '0.004' : '0'), `${measured.value} for ${billed}`).toBe(true);
      },
    ),
  );
});
