import { expect, test } from 'vitest';
import type { Tax } from '../../../domain/catalog/catalog.ts';
import { taxOn } from '../../../domain/catalog/taxes/tax-on.ts';
import { dec, roundTo, sum } from '../../../domain/money/decimal.ts';
import { FOREVER } from '../../../domain/time/instant.ts';

const tax = (percent: string, inclusive: boolean): Tax => ({
  code: 'VAT',
  name: 'VAT',
  percent,
  inclusive,
  validFrom: 0,
  validTo: FOREVER,
});

test.each([
  ['25.00', '22', '20.49', '4.51'],
  ['22.50', '22', '18.44', '4.06'],
  ['200', '7', '186.92', '13.08'],
])('%s that contains %s %% is %s net and %s tax', (amount, percent, net, part) => {
  const split = taxOn(dec(amount), tax(percent, true));
  expect(roundTo(split.net, 2).toFixed(2)).toBe(net);
  expect(roundTo(split.tax, 2).toFixed(2)).toBe(part);
  expect(split.net.plus(split.tax).eq(amount)).toBe(true);
});

test('tax on top keeps six digits, so that 21.290323 + 4 + 1 is taxed 5.783871', () => {
  const parts = ['21.290323', '4', '1'].map((amount) => taxOn(dec(amount), tax('22', false)).tax);
  expect(sum(parts).toFixed()).toBe('5.783871');
});

test('a refund is taxed like its charge, with the other sign', () => {
  for (const inclusive of [true, false]) {
    const charge = taxOn(dec('8.165'), tax('22', inclusive));
    const refund = taxOn(dec('-8.165'), tax('22', inclusive));
    expect(refund.net.plus(charge.net).isZero() && refund.tax.plus(charge.tax).isZero()).toBe(true);
  }
});

test('without a tax everything is net', () => {
  expect(taxOn(dec('1.23456789'), null)).toEqual({ net: dec('1.234568'), tax: dec(0) });
});
