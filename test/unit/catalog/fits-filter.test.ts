import { expect, test } from 'vitest';
import { fitsFilter } from '../../../domain/catalog/fits-filter.ts';

const ANA = {
  customerType: 'residential',
  country: 'SI',
  paymentType: 'prepaid',
  paymentMethod: 'invoice',
  attributes: { tier: 'gold' },
} as const;

test.for([
  { filter: {}, fits: true, because: 'a filter that names nothing admits everybody' },
  { filter: { customerTypes: [] }, fits: true, because: 'a list without values admits everybody' },
  { filter: { customerTypes: ['business', 'residential'] }, fits: true, because: 'any of the values will do' },
  { filter: { countries: ['AT'] }, fits: false, because: 'another country' },
  {
    filter: { paymentTypes: ['prepaid'], paymentMethods: ['credit_card'] },
    fits: false,
    because: 'all lists must fit',
  },
  { filter: { attributes: { tier: ['gold', 'silver'] } }, fits: true, because: 'the attribute has one of the values' },
  { filter: { attributes: { region: ['west'] } }, fits: false, because: 'the attribute is not there' },
] as const)('$filter: $because', ({ filter, fits }) => {
  expect(fitsFilter({ code: 'F', name: 'F', ...filter }, ANA)).toBe(fits);
});

test('what is not known fits no list', () => {
  expect(fitsFilter({ code: 'F', name: 'F', countries: ['SI'] }, {})).toBe(false);
});
