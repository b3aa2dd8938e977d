import { expect, test } from 'vitest';
import { type Dec, dec, isDecimalText, lastPlace } from '../../../domain/money/decimal.ts';

test.for([
  { of: '12.50', to: 1, gives: '12.5', because: 'no digit is lost' },
  { of: '0.125', to: 2, gives: '0.13', because: 'a tie goes up' },
  { of: '-0.125', to: 2, gives: '-0.13', because: 'away from zero, as a refund of the same charge must' },
  { of: '0.1249999999999', to: 2, gives: '0.12', because: 'it is below the tie' },
  { of: '-0.004', to: 2, gives: '0.00', because: 'nothing has no sign' },
  { of: '7', to: 2, gives: '7.00', because: 'zeros fill it up' },
  { of: '999999999999999999999.995', to: 2, gives: '1000000000000000000000.00', because: 'all digits carry' },
  {
    of: '9007199254740992.5',
    to: 0,
    gives: '9007199254740993',
    because: 'the first whole number that no double can tell from the next',
  },
])('$of to $to digits is $gives: $because', ({ of, to, gives }) => {
  expect(dec(of).toFixed(to)).toBe(gives);
});

test.for<{ sum: (of: (text: string) => Dec) => Dec; gives: string; because: string }>([
  { sum: (of) => of('0.1').plus('0.2'), gives: '0.3', because: 'doubles alone give 0.30000000000000004' },
  { sum: (of) => of('9007199254740991').plus('2'), gives: '9007199254740993', because: 'beyond what doubles count' },
  { sum: (of) => of('9007199254740993').minus('2'), gives: '9007199254740991', because: 'and back' },
  {
    sum: (of) => of('900719925474099.3').plus('0.01'),
    gives: '900719925474099.31',
    because: 'a digit more is too much for a double',
  },
  {
    sum: (of) => of('0.0000012').times('123456789012.123456'),
    gives: '148148.1468145481472',
    because: 'a price of a millionth',
  },
  {
    sum: (of) => of('1').div('3').times('3'),
    gives: `0.${'9'.repeat(60)}`,
    because: 'a third does not end: divide last',
  },
  { sum: (of) => of('61').div('60').ceil(), gives: '2', because: 'a started minute counts' },
  { sum: (of) => of('-61').div('60').floor(), gives: '-2', because: 'down, below zero, is away from it' },
  { sum: (of) => of('-61').quotient('60', 0, 'down'), gives: '-1', because: 'cutting off is toward zero' },
  { sum: (of) => of('5').div('0.05'), gives: '100', because: 'the divisor has more digits' },
  { sum: (of) => of('1').quotient('3', 2), gives: '0.33', because: 'rounded once, straight to cents' },
  { sum: () => lastPlace(6), gives: '0.000001', because: 'the sixth digit' },
  { sum: () => lastPlace(0), gives: '1', because: 'no digit after the point' },
])('$gives: $because', ({ sum, gives }) => {
  expect(sum(dec).toFixed()).toBe(gives);
});

test('nothing has one form, and no sign', () => {
  for (const nothing of [dec('-0.00'), dec('0').negated(), dec('5').minus('5'), dec('-3').times('0')]) {
    expect(nothing).toStrictEqual(dec('0'));
    expect([nothing.isNegative(), nothing.isPositive(), nothing.toFixed()]).toEqual([false, false, '0']);
  }
});

test.for(['', ' 1', '1.', '.5', '1e5', '0x1', '+1', '--1', '1,5', 'NaN', 'Infinity'])('"%s" is no decimal', (text) => {
  expect(isDecimalText(text)).toBe(false);
  expect(() => dec(text)).toThrow('Not a decimal');
});

test('a number is whole: what is not has lost digits before it gets here', () => {
  expect(dec(-1000).toFixed()).toBe('-1000');
  for (const lossy of [0.5, 0.1 + 0.2, 2 ** 53, NaN, Infinity]) expect(() => dec(lossy)).toThrow('Not a whole number');
});

test('nothing is divided by nothing', () => {
  expect(() => dec('1').div('0')).toThrow('Division by zero');
  expect(() => dec('0').div('0')).toThrow('Division by zero');
  expect(() => dec('1').quotient('0', 2)).toThrow('Division by zero');
});

test('is written as text wherever it goes', () => {
  expect(`${dec('0.0000001')}`).toBe('0.0000001');
  expect(JSON.stringify({ amount: dec('-12.50') })).toBe('{"amount":"-12.5"}');
});
