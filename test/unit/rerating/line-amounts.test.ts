import { describe, expect, test } from 'vitest';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import {
  addLine,
  addRest,
  type LineSums,
  lineAmount,
  linesOf,
  withoutServices,
} from '../../../domain/rerating/line-amounts.ts';

const sums = (...lines: readonly (readonly [number, string | null, string, string])[]): LineSums => {
  const found: LineSums = new Map();
  for (const [from, serviceId, billItem, net] of lines) {
    addLine(found, { from, serviceId, billItem }, { net: dec(net), tax: dec('0') });
  }
  return found;
};
const told = (lines: LineSums) =>
  [...lines.values()].map(({ from, serviceId, billItem, net }) => [from, serviceId, billItem, decimalText(net)]);

describe('what is of no one service', () => {
  test('is what services leave of the whole, of the same period and bill item alone', () => {
    const lines = sums([1, 'a', 'USAGE', '3'], [1, 'b', 'USAGE', '2'], [2, 'a', 'USAGE', '9'], [1, 'a', 'OTHER', '7']);
    addRest(lines, { from: 1, billItem: 'USAGE' }, { net: dec('10'), tax: dec('1') });
    expect(lineAmount(lines, { from: 1, serviceId: null, billItem: 'USAGE' })).toEqual({ net: '5', tax: '1' });
  });

  test('is no line where services are all of it', () => {
    const lines = sums([1, 'a', 'USAGE', '3']);
    addRest(lines, { from: 1, billItem: 'USAGE' }, { net: dec('3'), tax: dec('0') });
    expect(told(lines)).toEqual([[1, 'a', 'USAGE', '3']]);
  });
});

test('without services the same lines come to the same', () => {
  const lines = sums([1, 'a', 'USAGE', '3'], [1, 'b', 'USAGE', '2'], [1, null, 'USAGE', '1'], [2, 'a', 'USAGE', '9']);
  expect(told(withoutServices(lines))).toEqual([
    [1, null, 'USAGE', '6'],
    [2, null, 'USAGE', '9'],
  ]);
});

test('a line that any has is compared, by period, service and bill item, and is nothing where there is none', () => {
  const [left, right] = [sums([2, 'a', 'X', '1'], [1, 'b', 'X', '1']), sums([1, 'b', 'A', '1'], [1, null, 'X', '1'])];
  const lines = linesOf([left, right]);
  expect(lines.map(({ from, serviceId, billItem }) => [from, serviceId, billItem])).toEqual([
    [1, null, 'X'],
    [1, 'b', 'A'],
    [1, 'b', 'X'],
    [2, 'a', 'X'],
  ]);
  expect(lines.map((line) => lineAmount(right, line).net)).toEqual(['1', '1', '0', '0']);
});
