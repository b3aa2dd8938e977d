import { describe, expect, test } from 'vitest';
import { isBic, isEmail, isPhone, normalisePhone } from '../../../domain/customer/contact-formats.ts';
import { isIban, normaliseIban } from '../../../domain/customer/iban.ts';
import { searchTokens } from '../../../domain/customer/search-tokens.ts';

describe('an IBAN', () => {
  test.each([
    'SI56 2633 0001 2039 086',
    'de89 3704 0044 0532 0130 00',
    'GB29NWBK60161331926819',
    'FR1420041010050500013M02606',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
  ])('%s is one', (text) => expect(isIban(normaliseIban(text))).toBe(true));

  test.each([
    ['a wrong digit', 'SI56263300012039087'],
    ['two digits swapped', 'SI56263300012093086'],
    ['one digit short', 'SI5626330001203908'],
    ['another country’s length', 'DE56263300012039086'],
    ['a country without IBANs', 'US56263300012039086'],
    ['small letters that nobody normalised', 'si56263300012039086'],
    ['nothing', ''],
  ])('%s is none', (_, text) => expect(isIban(text)).toBe(false));
});

describe('a BIC', () => {
  test.each(['LJBASI2X', 'DEUTDEFF500'])('%s is one', (text) => expect(isBic(text)).toBe(true));
  test.each(['LJBASI2', 'LJBASI2XX', '1JBASI2X', 'ljbasi2x'])('%s is none', (text) => expect(isBic(text)).toBe(false));
});

describe('a phone number', () => {
  test.each([
    ['+386 41 111-222', '+38641111222'],
    ['00386 (41) 111.222', '+38641111222'],
  ])('%s is written %s', (text, phone) => {
    expect(normalisePhone(text)).toBe(phone);
    expect(isPhone(phone)).toBe(true);
  });
  test.each(['041111222', '+0123456789', '+123456', '+1234567890123456', '+38641x11222'])('%s is none', (text) =>
    expect(isPhone(text)).toBe(false),
  );
});

describe('an e-mail address', () => {
  test.each(['ana@example.com', "o'brien+x@mail.example.co.uk", 'žan@primer.si'])('%s is one', (text) =>
    expect(isEmail(text)).toBe(true),
  );
  test.each([
    'ana',
    'ana@',
    '@example.com',
    'a b@example.com',
    'ana@example',
    'ana@example..com',
    `${'a'.repeat(250)}@x.si`,
  ])('%s is none', (text) => expect(isEmail(text)).toBe(false));
});

describe('search tokens', () => {
  test('hold every text and every word of it, once, without case and accents', () => {
    expect(searchTokens(['Žan Müller', 'zan.muller@example.com', 'ŽAN', ''])).toEqual([
      'zan muller',
      'zan',
      'muller',
      'zan.muller@example.com',
      'example',
      'com',
    ]);
  });

  test('are never so many that they crowd a transaction', () => {
    const words = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
    expect(searchTokens([words])).toHaveLength(30);
  });
});
