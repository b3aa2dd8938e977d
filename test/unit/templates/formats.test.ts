import { describe, expect, test } from 'vitest';
import { minorDigits } from '../../../domain/money/minor-digits.ts';
import { dateText, periodText } from '../../../templates/format/date-text.ts';
import { languageOf, printableLocale } from '../../../templates/format/locale.ts';
import { moneyText } from '../../../templates/format/money-text.ts';
import { percentText } from '../../../templates/format/percent-text.ts';
import { quantityText } from '../../../templates/format/quantity-text.ts';

/** `Intl` sets no-break and thin spaces, which look the same as the ones typed here. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

describe('money', () => {
  test.for([
    { amount: '1234.5', currency: 'USD', locale: 'en-US', reads: '$1,234.50', because: 'two minor digits' },
    {
      amount: '-12.5',
      currency: 'EUR',
      locale: 'de-DE',
      reads: '-12,50 €',
      because: 'the locale places sign and symbol',
    },
    { amount: '16975', currency: 'JPY', locale: 'en-US', reads: '¥16,975', because: 'yen have no minor digits' },
    {
      amount: '1500',
      currency: 'HUF',
      locale: 'en-US',
      reads: 'HUF 1,500.00',
      because: 'ISO 4217 says 2, Intl says 0',
    },
    { amount: '1.5', currency: 'KWD', locale: 'en-US', reads: 'KWD 1.500', because: 'dinars have three' },
    { amount: '0.0015', currency: 'USD', locale: 'en-US', reads: '$0.0015', because: 'a price is never rounded' },
    { amount: '0.2500', currency: 'USD', locale: 'en-US', reads: '$0.25', because: 'trailing zeros say nothing' },
    {
      amount: '12345678901234567890.12',
      currency: 'USD',
      locale: 'en-US',
      reads: '$12,345,678,901,234,567,890.12',
      because: 'no float on the way',
    },
    { amount: '-0', currency: 'USD', locale: 'en-US', reads: '$0.00', because: 'nothing is not negative' },
    { amount: '5', currency: 'POINTS', locale: 'en-US', reads: '5 POINTS', because: 'Intl knows only three letters' },
    { amount: 'NaN', currency: 'USD', locale: 'en-US', reads: 'NaN', because: 'what is no decimal is shown as it is' },
    { amount: '1', currency: 'USD', locale: 'not a locale', reads: '$1.00', because: 'a wrong locale prints English' },
  ])('$amount $currency in $locale reads $reads: $because', ({ amount, currency, locale, reads }) => {
    expect(plainSpaces(moneyText(amount, currency, locale))).toBe(reads);
  });

  test('knows every currency once, with the digits of ISO 4217', () => {
    expect(['EUR', 'JPY', 'TND', 'CLF', 'HUF', 'ISK', 'XYZ'].map(minorDigits)).toEqual([2, 0, 3, 4, 2, 0, undefined]);
  });
});

describe('quantities and rates', () => {
  test.for([
    { quantity: '1234567.250', locale: 'en-US', reads: '1,234,567.25' },
    { quantity: '0.000000000001', locale: 'de-DE', reads: '0,000000000001' },
    { quantity: '12', locale: 'sl-SI', reads: '12' },
    // English in Slovenia: Intl writes money as €10,100.50 and numbers as 10.100,5. On one page that is ten, or ten thousand.
    { quantity: '10100.5', locale: 'en-SI', reads: '10,100.5' },
    { quantity: '10100.5', locale: 'de-AT', reads: '10 100,5' },
  ])('$quantity in $locale reads $reads', ({ quantity, locale, reads }) => {
    expect(plainSpaces(quantityText(quantity, locale))).toBe(reads);
  });

  test.for([
    { percent: '22', locale: 'en-US', reads: '22%' },
    { percent: '9.5', locale: 'de-DE', reads: '9,5 %' },
    { percent: '0', locale: 'en-US', reads: '0%' },
  ])('$percent percent in $locale reads $reads', ({ percent, locale, reads }) => {
    expect(plainSpaces(percentText(percent, locale))).toBe(reads);
  });
});

describe('days', () => {
  test.for([
    { zone: 'Europe/Ljubljana', reads: 'Apr 1, 2026', because: 'it is past midnight there' },
    { zone: 'America/New_York', reads: 'Mar 31, 2026', because: 'it is still the evening before' },
  ])('22:30 UTC is $reads in $zone: $because', ({ zone, reads }) => {
    expect(dateText('2026-03-31T22:30:00Z', 'date', 'en-US', zone)).toBe(reads);
  });

  test.for([
    {
      from: '2026-02-28T23:00:00Z',
      to: '2026-03-31T22:00:00Z',
      reads: 'Mar 1 – 31, 2026',
      because: 'the end is not inside, nor is the hour of the clock change',
    },
    {
      from: '2025-12-14T23:00:00Z',
      to: '2026-01-14T23:00:00Z',
      reads: 'Dec 15, 2025 – Jan 14, 2026',
      because: 'both years are said',
    },
    {
      from: '2026-03-01T08:00:00Z',
      to: '2026-03-01T09:00:00Z',
      reads: 'Mar 1, 2026',
      because: 'an hour lies in one day',
    },
    {
      from: '2026-03-01T08:00:00Z',
      to: '2026-03-01T08:00:00Z',
      reads: 'Mar 1, 2026',
      because: 'an empty period is its first day',
    },
    { from: 'soon', to: 'later', reads: 'soon – later', because: 'what is no time is shown as it is' },
  ])('[$from, $to) reads $reads: $because', ({ from, to, reads }) => {
    expect(plainSpaces(periodText({ from, to }, 'en-US', 'Europe/Ljubljana'))).toBe(reads);
  });
});

describe('locales', () => {
  test.for([
    { locale: 'de-AT', language: 'de', canonical: 'de-AT' },
    { locale: 'SL-si', language: 'sl', canonical: 'sl-SI' },
    { locale: 'fr-FR', language: 'en', canonical: 'fr-FR' },
    { locale: '', language: 'en', canonical: 'en' },
    { locale: '<script>', language: 'en', canonical: 'en' },
  ])('$locale reads the words of $language and the formats of $canonical', ({ locale, language, canonical }) => {
    expect([languageOf(locale), printableLocale(locale)]).toEqual([language, canonical]);
  });
});
