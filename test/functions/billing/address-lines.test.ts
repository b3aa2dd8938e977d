import { expect, test } from 'vitest';
import { addressLines } from '../../../functions/use-cases/invoicing/address-lines.ts';

test.for([
  {
    address: { address: '4 Oak Avenue', city: 'Nashville', state: 'TN', zip: '37203', country: 'US' },
    locale: 'en-US',
    lines: ['4 Oak Avenue', 'Nashville, TN 37203', 'United States'],
  },
  {
    address: { address: 'Slovenska cesta 2', city: 'Ljubljana', zip: '1000', country: 'SI' },
    locale: 'sl',
    lines: ['Slovenska cesta 2', '1000 Ljubljana', 'Slovenija'],
  },
  {
    address: { address: 'Via Roma 1', city: 'Trieste', state: 'TS', zip: '34121', country: 'IT' },
    locale: 'de',
    lines: ['Via Roma 1', '34121 Trieste', 'TS', 'Italien'],
  },
])('an address in $address.country reads as on its own envelopes', ({ address, locale, lines }) => {
  expect(addressLines(address, locale)).toEqual(lines);
});
