import { describe, expect, test } from 'vitest';
import type { Tax } from '../../../domain/catalog/catalog.ts';
import { compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import { gatewayTaxes, quotedBook } from '../../../domain/catalog/taxes/quoted-book.ts';
import { taxFor } from '../../../domain/catalog/taxes/tax-for.ts';
import { levyOn } from '../../../domain/catalog/taxes/tax-on.ts';
import { dec } from '../../../domain/money/decimal.ts';
import type { TaxStatus } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { at, VAT } from '../../support/usage-world.ts';

const NOW = at('2026-03-15T12:00:00Z');
const bookOf = (tax: Tax) =>
  compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [{ kind: 'tax', object: tax }]);
const taxed = (tax: Tax, status: TaxStatus | undefined, code: string | null = tax.code) =>
  taxFor(bookOf(tax), { code, at: NOW, status });
const REVERSED: Tax = { ...VAT, reverseCharge: true, jurisdiction: 'SI' };

describe('who is charged a tax', () => {
  test.for<{ tax: Tax; status: TaxStatus | undefined; exemption: string | null; because: string }>([
    { tax: VAT, status: undefined, exemption: null, because: 'nothing is known of the customer' },
    {
      tax: REVERSED,
      status: { country: 'AT', taxId: 'ATU1' },
      exemption: 'reverse-charge',
      because: 'a business abroad',
    },
    { tax: REVERSED, status: { country: 'AT' }, exemption: null, because: 'a consumer abroad has no tax id' },
    { tax: REVERSED, status: { country: 'SI', taxId: 'SI1' }, exemption: null, because: 'a business at home' },
    { tax: VAT, status: { country: 'AT', taxId: 'ATU1' }, exemption: null, because: 'the tax knows no reverse charge' },
    {
      tax: { ...REVERSED, jurisdiction: 'SI-061' },
      status: { country: 'SI', taxId: 'SI1' },
      exemption: null,
      because: 'a region lies in its country',
    },
    {
      tax: VAT,
      status: { country: 'SI', exemption: { reason: 'diplomat', until: NOW + 1 } },
      exemption: 'diplomat',
      because: 'an exemption holds to its last instant',
    },
    {
      tax: VAT,
      status: { country: 'SI', exemption: { reason: 'diplomat', until: NOW } },
      exemption: null,
      because: 'an exemption is over',
    },
  ])('$because', ({ tax, status, exemption }) => {
    expect(taxed(tax, status)).toMatchObject({ ok: true, value: { tax: { code: 'VAT22' }, exemption } });
  });

  test('what has no tax code is not taxed; a tax that is over, or gone, refuses', () => {
    expect(taxed(VAT, undefined, null)).toEqual({ ok: true, value: null });
    expect(taxed({ ...VAT, validTo: NOW }, undefined)).toMatchObject({ error: { reason: 'TAX_MISSING' } });
    expect(taxed(VAT, undefined, 'VAT9')).toMatchObject({ error: { reason: 'TAX_MISSING' } });
  });

  test('an inclusive price is paid without the tax that it contains', () => {
    const inclusive: Tax = { ...VAT, inclusive: true };
    const { net, tax } = levyOn(dec('25'), { tax: inclusive, exemption: 'reverse-charge' });
    expect([net.toFixed(), tax.toFixed()]).toEqual(['20.491803', '0']);
  });
});

describe("a gateway's tax", () => {
  const ASKED: Tax = { ...VAT, provider: 'gateway' };

  test('is pending until it is quoted, but not for whom it does not concern', () => {
    expect(taxed(ASKED, { country: 'DE' })).toMatchObject({ error: { reason: 'TAX_PENDING' } });
    const exempt = { country: 'DE', exemption: { reason: 'embassy', until: FOREVER } };
    expect(taxed(ASKED, exempt)).toMatchObject({ ok: true });
  });

  test('is what was quoted, and only then', () => {
    const book = bookOf(ASKED);
    expect(gatewayTaxes(book).map(({ code }) => code)).toEqual(['VAT22']);
    const quoted = quotedBook(book, new Map([['VAT22', '19']]));
    expect(gatewayTaxes(quoted)).toEqual([]);
    expect(taxFor(quoted, { code: 'VAT22', at: NOW, status: undefined })).toMatchObject({
      value: { tax: { percent: '19' } },
    });
    expect(quotedBook(book, new Map([['VAT22', '19']]))).toBe(quoted);
    expect(quotedBook(book, new Map())).toBe(book);
  });
});
