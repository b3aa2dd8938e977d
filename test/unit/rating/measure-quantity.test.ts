import { describe, expect, test } from 'vitest';
import type { ServiceType } from '../../../domain/catalog/catalog.ts';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import { measureQuantity } from '../../../domain/rating/rates/measure-quantity.ts';
import { roundedUp } from '../../../domain/rating/rates/rounded-up.ts';
import { at, DATA, VOICE } from '../../support/usage-world.ts';

const NOON = at('2026-03-16T12:00:00Z');

function measure(serviceType: ServiceType, fields: Readonly<Record<string, string>>): string {
  const quantity = measureQuantity(serviceType, NOON, fields);
  return quantity.ok ? decimalText(quantity.value) : quantity.error.reason;
}

const HEAT: ServiceType = { ...DATA, unit: 'kWh', unitSize: '1000' };

test.for<{ type: ServiceType; fields: Record<string, string>; quantity: string; because: string }>([
  { type: VOICE, fields: { end: '2026-03-16T12:20:00Z' }, quantity: '20', because: 'twenty minutes' },
  {
    type: VOICE,
    fields: { end: '2026-03-16T12:01:01Z' },
    quantity: '2',
    because: '61 seconds are two started minutes',
  },
  { type: VOICE, fields: { end: '2026-03-16T12:01:00Z' }, quantity: '1', because: '60 seconds are one' },
  { type: VOICE, fields: { end: '2026-03-16T12:00:00.001Z' }, quantity: '1', because: 'a millisecond has started one' },
  { type: VOICE, fields: { end: '2026-03-16T12:00:00Z' }, quantity: '0', because: 'nothing stays nothing' },
  { type: VOICE, fields: { end: '2026-03-16T11:59:00Z' }, quantity: 'INVALID_QUANTITY', because: 'it ended before' },
  { type: VOICE, fields: {}, quantity: 'INVALID_QUANTITY', because: 'it has no end' },
  { type: VOICE, fields: { end: 'noon' }, quantity: 'INVALID_QUANTITY', because: 'its end is no time' },
  {
    type: { ...VOICE, increment: '0.1' },
    fields: { end: '2026-03-16T12:00:01Z' },
    quantity: '0.1',
    because: 'steps of six seconds',
  },
  {
    type: { ...VOICE, increment: null },
    fields: { end: '2026-03-16T12:00:20Z' },
    quantity: '0.333333333333',
    because: 'without increment a third of a minute keeps twelve digits',
  },
  { type: HEAT, fields: { volume: '5250' }, quantity: '5.25', because: '5250 Wh are 5.25 kWh' },
  { type: { ...HEAT, increment: '1' }, fields: { volume: '5250' }, quantity: '6', because: 'whole kWh' },
  {
    type: { ...HEAT, increment: '5' },
    fields: { volume: '1' },
    quantity: '5',
    because: 'less than the increment is one',
  },
  {
    type: { ...DATA, unitSize: '3', increment: '1' },
    fields: { volume: '3' },
    quantity: '1',
    because: 'a third that is rounded before it is rounded up would be two',
  },
  { type: DATA, fields: { volume: '0' }, quantity: '0', because: 'nothing used' },
  { type: DATA, fields: { volume: '-0' }, quantity: '0', because: 'minus nothing is nothing' },
  { type: DATA, fields: { volume: '-1' }, quantity: 'INVALID_QUANTITY', because: 'nobody uses less than nothing' },
  { type: DATA, fields: { volume: '1e3' }, quantity: 'INVALID_QUANTITY', because: 'an exponent is no plain decimal' },
  { type: DATA, fields: {}, quantity: 'INVALID_QUANTITY', because: 'it has no quantity' },
  {
    type: { ...DATA, increment: '0.000000000001' },
    fields: { volume: '999999999999999999999.999999999999' },
    quantity: '999999999999999999999.999999999999',
    because: 'the hugest quantity in the smallest steps loses no digit',
  },
  { type: { ...DATA, quantity: { from: 'one' } }, fields: {}, quantity: '1', because: 'each event is one' },
  {
    type: { ...VOICE, minimumQuantity: '3' },
    fields: { end: '2026-03-16T12:00:01Z' },
    quantity: '3',
    because: 'the least',
  },
  {
    type: { ...VOICE, minimumQuantity: '3' },
    fields: { end: '2026-03-16T12:04:00Z' },
    quantity: '4',
    because: 'it is more',
  },
  {
    type: { ...VOICE, minimumQuantity: '3' },
    fields: { end: '2026-03-16T12:00:00Z' },
    quantity: '0',
    because: 'none at all',
  },
  {
    type: { ...DATA, minimumQuantity: '2.5', increment: '1' },
    fields: { volume: '1' },
    quantity: '3',
    because: 'the least quantity is rounded up, too',
  },
  {
    type: { ...HEAT, minimumQuantity: '2' },
    fields: { volume: '1' },
    quantity: '2',
    because: 'it is in the billed unit',
  },
])('$quantity: $because', ({ type, fields, quantity }) => {
  expect(measure(type, fields)).toBe(quantity);
});

describe('a detail rounds what it counts by itself', () => {
  test.for([
    { quantity: '1.2', minimum: null, increment: null, counts: '1.2', because: 'it asks for nothing' },
    { quantity: '1.2', minimum: null, increment: '0.5', counts: '1.5', because: 'in its own steps' },
    { quantity: '1.5', minimum: null, increment: '0.5', counts: '1.5', because: 'whole steps stay' },
    { quantity: '1.2', minimum: '3', increment: null, counts: '3', because: 'not less than its least' },
    { quantity: '4', minimum: '3', increment: null, counts: '4', because: 'it is more than its least' },
    { quantity: '1', minimum: '3', increment: '2', counts: '4', because: 'the least in whole steps' },
    { quantity: '0', minimum: '3', increment: '2', counts: '0', because: 'nothing left to price stays nothing' },
  ])('$quantity counts as $counts: $because', ({ quantity, minimum, increment, counts }) => {
    const detail = {
      minimumQuantity: minimum === null ? null : dec(minimum),
      increment: increment === null ? null : dec(increment),
    };
    expect(decimalText(roundedUp(dec(quantity), detail))).toBe(counts);
  });
});
