import { describe, expect, test } from 'vitest';
import { renderInvoiceHtml } from '../../../templates/invoice/render-html.ts';
import type { DocumentTax } from '../../../templates/invoice/view-model.ts';
import { paidDocument } from '../../golden/templates/sample-documents.ts';

const [fee] = paidDocument.lines;
if (fee === undefined) throw new Error('the sample has a line');

/** 30 taxed at 22 %, and 10 that are not. */
const page = (exempt: Partial<DocumentTax>, locale = 'en-GB'): string =>
  renderInvoiceHtml({
    ...paidDocument,
    locale,
    lines: [...paidDocument.lines, { ...fee, net: '10', taxRate: '0', tax: '0', gross: '10' }],
    taxSummary: [
      ...paidDocument.taxSummary,
      { taxCode: 'VAT22', name: 'VAT', rate: '0', net: '10', tax: '0', ...exempt },
    ],
    totals: { ...paidDocument.totals, net: '40', total: '46.6', due: '10' },
  });

describe('an invoice says why nothing is levied', () => {
  test.for([
    ['en-GB', 'Reverse charge: the recipient of the service owes the tax.'],
    ['de-DE', 'Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).'],
    ['sl-SI', 'Obrnjena davčna obveznost (reverse charge): DDV obračuna prejemnik.'],
  ])('reverse charge in the words of %s', ([locale = '', words]) => {
    expect(page({ exemption: 'reverse-charge' }, locale)).toContain(words);
  });

  test('a reason that an operator wrote, as text', () => {
    expect(page({ exemption: 'Embassy <b>' })).toContain('Exempt from tax: Embassy &lt;b&gt;');
  });

  test("the seller's own words come before ours", () => {
    const html = page({ exemption: 'reverse-charge', statement: 'Art. 196 of Directive 2006/112/EC' });
    expect(html).toContain('Art. 196 of Directive 2006/112/EC');
    expect(html).not.toContain('owes the tax');
  });

  test('a row that is exempt is not called by the rate that was not levied', () => {
    const html = page({ name: 'VAT 22 %', exemption: 'reverse-charge' });
    expect(html).not.toContain('VAT 22 %');
    expect(html.match(/Tax 0%/g)).toHaveLength(2);
  });

  test('and nothing of the kind where tax is levied', () => {
    expect(renderInvoiceHtml(paidDocument)).not.toMatch(/Exempt|Reverse charge/);
  });
});
