import { expect, test } from 'vitest';
import type { Price } from '../../../domain/catalog/price.ts';
import { decimalText } from '../../../domain/money/decimal.ts';
import { divided } from '../../../domain/money/fraction.ts';
import { purchasePrice } from '../../../domain/subscription/charges/purchase-price.ts';

const SEATS: Price = {
  model: 'graduated',
  basis: 'event',
  tiers: [
    { upTo: '5', unitPrice: '10' },
    { upTo: null, unitPrice: '8' },
  ],
};

test.for<{ price: Price; quantity: string; value?: string; costs: string; because: string }>([
  { price: { model: 'flat', amount: '30' }, quantity: '1', costs: '30', because: 'the fee' },
  {
    price: { model: 'flat', amount: '30' },
    quantity: '2.5',
    costs: '75',
    because: 'a flat price counts for each unit',
  },
  {
    price: { model: 'flat', amount: '30' },
    quantity: '2',
    value: '20',
    costs: '40',
    because: 'an override, for each unit',
  },
  { price: { model: 'flat', amount: '-1000' }, quantity: '2', costs: '-2000', because: 'two grants' },
  {
    price: { model: 'flat', amount: '-1000' },
    quantity: '1',
    value: '500',
    costs: '-500',
    because: 'it keeps granting',
  },
  { price: { model: 'per-unit', unitPrice: '9', per: '2' }, quantity: '3', costs: '13.5', because: '3 × 9 ÷ 2' },
  { price: SEATS, quantity: '7', costs: '66', because: '5 seats at 10 and 2 at 8' },
  { price: { ...SEATS, model: 'volume' }, quantity: '7', costs: '56', because: 'all 7 seats at 8' },
  {
    price: {
      model: 'stair-step',
      basis: 'event',
      steps: [
        { upTo: '10', amount: '50' },
        { upTo: null, amount: '90' },
      ],
    },
    quantity: '7',
    costs: '50',
    because: 'up to ten seats',
  },
  {
    price: { model: 'package', basis: 'event', size: '5', amount: '40' },
    quantity: '7',
    costs: '80',
    because: 'two packs',
  },
  {
    price: { model: 'flat', amount: '5', once: 'cycle' },
    quantity: '1',
    costs: '5',
    because: 'a purchase is the first',
  },
  { price: { model: 'minimum-commitment', minimum: '100' }, quantity: '1', costs: '0', because: 'not by itself' },
  {
    price: { model: 'minimum-commitment', minimum: '100' },
    quantity: '1',
    value: '200',
    costs: '0',
    because: 'not by itself, with a minimum of its own neither',
  },
])('$quantity cost $costs: $because', ({ price, quantity, value, costs }) => {
  const bought = value === undefined ? { quantity } : { quantity, value };
  expect(decimalText(divided(purchasePrice(price, bought)))).toBe(costs);
});
