import { expect, test } from 'vitest';
import { moneyWords } from '../../../domain/money/money-words.ts';

test.for([
  { amount: '6.1', resource: 'EUR', reads: '6.10 EUR', because: 'nobody pays in tenths' },
  { amount: '0', resource: 'EUR', reads: '0.00 EUR', because: 'nothing is an amount, too' },
  { amount: '-12', resource: 'USD', reads: '-12.00 USD', because: 'the sign stays' },
  { amount: '0.1234', resource: 'EUR', reads: '0.1234 EUR', because: 'no digit is hidden' },
  { amount: '500', resource: 'JPY', reads: '500 JPY', because: 'yen have no parts' },
  { amount: '1.5', resource: 'KWD', reads: '1.500 KWD', because: 'dinars have three digits' },
  { amount: '10', resource: 'MB', reads: '10 MB', because: 'megabytes are no currency' },
])('$amount of $resource reads $reads: $because', ({ amount, resource, reads }) => {
  expect(moneyWords(amount, resource)).toBe(reads);
});
