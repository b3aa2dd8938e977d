import { dec, decimalText, roundTo, sum } from '../../../domain/money/decimal.ts';
import type { DocumentLine, DocumentUsageDetail, InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';

const NOVEMBER = { from: '2014-11-01T05:00:00Z', to: '2014-12-01T06:00:00Z' };

/** A monthly fee and hours beyond the free four; no tax; from a sandbox. */
export const chargingDocument: InvoiceDocumentV1 = {
  schema: 'billow.invoice.v1',
  kind: 'invoice',
  sample: true,
  number: '2014-000042',
  billId: '1043',
  issueDate: '2014-12-01T06:00:00Z',
  period: NOVEMBER,
  dueDate: '2014-12-15T23:59:59Z',
  currency: 'USD',
  locale: 'en-US',
  timeZone: 'America/Chicago',
  seller: {
    name: 'Workplace Charging',
    organization: 'Workplace Charging Co.',
    addressLines: ['200 Energy Plaza', 'Springfield, IL 62701', 'United States'],
    email: 'billing@workplace-charging.example',
    phone: '+1 217 555 0100',
  },
  customer: { id: '1007', name: 'Driver 35897499' },
  billingAddress: ['12 Prairie Street', 'Springfield, IL 62702', 'United States'],
  lines: [
    {
      billItem: 'Subscription',
      description: 'Workplace charging, monthly fee',
      quantity: '1',
      unit: 'month',
      unitPrice: '4.99',
      net: '4.99',
      tax: '0',
      gross: '4.99',
      period: NOVEMBER,
    },
    {
      billItem: 'Charging',
      product: 'EV-CHARGING-2014',
      description: 'Charging beyond the free four hours',
      quantity: '9.5',
      unit: 'h',
      unitPrice: '1',
      net: '9.5',
      tax: '0',
      gross: '9.5',
      period: NOVEMBER,
    },
  ],
  taxSummary: [],
  totals: { net: '14.49', tax: '0', total: '14.49', creditApplied: '0', paid: '0', due: '14.49' },
  usage: [
    {
      service: 'EV charging',
      identifier: 'DRIVER-35897499',
      count: 17,
      quantity: '118.42',
      unit: 'kWh',
      amount: '9.5',
    },
  ],
  payment: { reference: '2014-000042' },
};

const MARCH = { from: '2026-02-28T23:00:00Z', to: '2026-03-31T22:00:00Z' };
const PLACES = ['Črnomelj', 'Šmarješke Toplice', 'Žužemberk', 'Dolenjske Toplice', 'Škofja Loka', 'Čatež ob Savi'];

const slovenianLines: readonly DocumentLine[] = Array.from({ length: 64 }, (_, index) => {
  const place = PLACES[index % PLACES.length] ?? '';
  const units = dec('37.25').plus(index);
  const net = roundTo(units.times('0.1875'), 2);
  const tax = roundTo(net.times('0.22'), 2);
  return {
    billItem: index < 20 ? 'Naročnine' : index < 50 ? 'Odčitki toplotnih števcev' : 'Dodatne storitve',
    product: 'TOPLOTA-2026',
    description: `${index % 5 === 0 ? 'Daljinsko ogrevanje in oskrba z energijo za gospodinjstva' : 'Oskrba s toploto'}, odjemno mesto ${place} ${index + 1}`,
    quantity: decimalText(units),
    unit: 'kWh',
    unitPrice: '0.1875',
    net: decimalText(net),
    taxCode: 'DDV22',
    taxRate: '22',
    tax: decimalText(tax),
    gross: decimalText(net.plus(tax)),
    period: MARCH,
  };
});
const slovenianNet = sum(slovenianLines.map(({ net }) => dec(net)));
const slovenianTax = roundTo(slovenianNet.times('0.22'), 2);
const slovenianTotal = decimalText(slovenianNet.plus(slovenianTax));

/** Value added tax, long names, several pages. */
export const heatingDocument: InvoiceDocumentV1 = {
  schema: 'billow.invoice.v1',
  kind: 'invoice',
  sample: false,
  number: '2026-000123',
  billId: '2210',
  issueDate: '2026-04-01T01:00:00Z',
  period: MARCH,
  dueDate: '2026-04-15T21:59:59Z',
  currency: 'EUR',
  locale: 'sl-SI',
  timeZone: 'Europe/Ljubljana',
  seller: {
    name: 'Toplarna Žužemberk',
    organization: 'Toplarna Žužemberk, proizvodnja in distribucija toplote, d. o. o.',
    addressLines: ['Čevljarska cesta 7', '8360 Žužemberk', 'Slovenija'],
    vatNumber: 'SI12345678',
    email: 'racuni@toplarna-zuzemberk.example',
    phone: '+386 7 555 01 00',
    iban: 'SI56191000000123438',
  },
  customer: {
    id: '1312',
    name: 'Frančiška Šuštaršič Žnidaršič',
    organization: 'Gospodarsko interesno združenje lastnikov večstanovanjskih stavb Šmarješke Toplice',
    vatId: 'SI87654321',
  },
  billingAddress: ['Ulica bratov Učakar 102 a', '8220 Šmarješke Toplice', 'Slovenija'],
  lines: slovenianLines,
  taxSummary: [
    { taxCode: 'DDV22', name: 'DDV', rate: '22', net: decimalText(slovenianNet), tax: decimalText(slovenianTax) },
  ],
  totals: {
    net: decimalText(slovenianNet),
    tax: decimalText(slovenianTax),
    total: slovenianTotal,
    creditApplied: '0',
    paid: '0',
    due: slovenianTotal,
  },
  usage: PLACES.map((place, index) => ({
    service: `Toplotni števec, ${place}`,
    identifier: `SI-TŠ-00${index + 1}482`,
    count: 31,
    quantity: `${1204 + index * 13}.75`,
    unit: 'kWh',
    amount: `${225 + index}.890625`,
  })),
  payment: { iban: 'SI56191000000123438', bic: 'HDELSI22', reference: 'SI00 2026000123' },
  note: 'Reklamacije sprejemamo v osmih dneh od prejema računa.',
};

const APRIL = { from: '2026-03-31T15:00:00Z', to: '2026-04-30T15:00:00Z' };

/** A currency without minor digits, prices with more digits than the currency, events in detail. */
export const yenDocument: InvoiceDocumentV1 = {
  schema: 'billow.invoice.v1',
  kind: 'invoice',
  sample: false,
  number: 'JP2026-000007',
  billId: '77',
  issueDate: '2026-05-01T00:30:00Z',
  period: APRIL,
  dueDate: '2026-05-15T14:59:59Z',
  currency: 'JPY',
  locale: 'ja-JP',
  timeZone: 'Asia/Tokyo',
  seller: {
    name: 'Shinkai Data K.K.',
    addressLines: ['1-2-3 Minato', 'Tokyo 105-0001', 'Japan'],
    vatNumber: 'T1234567890123',
  },
  customer: { id: '512', name: 'Kobayashi Harumi', organization: '株式会社サンプル' },
  billingAddress: ['4-5-6 Shibuya', 'Tokyo 150-0002', 'Japan'],
  lines: [
    {
      billItem: 'Data',
      description: 'Messages',
      quantity: '1234567',
      unit: 'messages',
      unitPrice: '0.0125',
      net: '15432',
      taxCode: 'CT10',
      taxRate: '10',
      tax: '1543',
      gross: '16975',
      period: APRIL,
    },
  ],
  taxSummary: [{ taxCode: 'CT10', name: 'Consumption tax', rate: '10', net: '15432', tax: '1543' }],
  totals: { net: '15432', tax: '1543', total: '16975', creditApplied: '0', paid: '0', due: '16975' },
  usage: [],
  usageDetails: Array.from({ length: 12 }, (_, index): DocumentUsageDetail => {
    const day = `${index + 1}`.padStart(2, '0');
    return {
      at: `2026-04-${day}T03:15:00Z`,
      service: 'Messages',
      identifier: 'gateway-7',
      quantity: `${102880 + index}`,
      unit: 'messages',
      amount: `${1286 + index}.0125`,
    };
  }),
  payment: { reference: 'JP2026-000007', automatic: 'credit_card' },
};

const JANUARY = { from: '2025-12-31T23:00:00Z', to: '2026-01-31T23:00:00Z' };

/** More credit than charges: the total is negative and goes to the credit balance. German. */
export const creditDocument: InvoiceDocumentV1 = {
  schema: 'billow.invoice.v1',
  kind: 'invoice',
  sample: false,
  number: '2026-000008',
  billId: '311',
  issueDate: '2026-02-01T02:00:00Z',
  period: JANUARY,
  dueDate: '2026-02-15T22:59:59Z',
  currency: 'EUR',
  locale: 'de-AT',
  timeZone: 'Europe/Vienna',
  seller: {
    name: 'Müller & Söhne Netz',
    organization: 'Müller & Söhne Netzbetrieb GmbH',
    addressLines: ['Große Straße 12', '1010 Wien', 'Österreich'],
    vatNumber: 'ATU12345678',
    email: 'rechnung@mueller-soehne.example',
  },
  customer: { id: '88', name: 'Jürgen Weiß' },
  billingAddress: ['Am Grünen Prater 3', '1020 Wien', 'Österreich'],
  lines: [
    {
      billItem: 'Grundgebühr',
      description: 'Tarif Basis',
      quantity: '1',
      net: '20',
      taxCode: 'UST20',
      taxRate: '20',
      tax: '4',
      gross: '24',
      period: JANUARY,
    },
    {
      billItem: 'Gutschriften',
      description: 'Gutschrift wegen Störung vom 12. bis 19. Jänner',
      net: '-50',
      taxCode: 'UST20',
      taxRate: '20',
      tax: '-10',
      gross: '-60',
    },
  ],
  taxSummary: [{ taxCode: 'UST20', name: 'USt.', rate: '20', net: '-30', tax: '-6' }],
  totals: { net: '-30', tax: '-6', total: '-36', creditApplied: '-36', paid: '0', due: '0' },
  usage: [],
  payment: { reference: '2026-000008' },
};

const MAY = { from: '2026-04-30T22:00:00Z', to: '2026-05-31T22:00:00Z' };

/** Example E4 of the domain reference: 36.60, of which 2.93 came from the credit balance and the rest was paid. */
export const paidDocument: InvoiceDocumentV1 = {
  schema: 'billow.invoice.v1',
  kind: 'invoice',
  sample: false,
  number: '2026-000131',
  billId: '111',
  issueDate: '2026-06-01T01:00:00Z',
  period: MAY,
  dueDate: '2026-06-15T21:59:59Z',
  currency: 'EUR',
  locale: 'en-GB',
  timeZone: 'Europe/Ljubljana',
  seller: {
    name: 'Aurora Telecom',
    addressLines: ['Dunajska cesta 5', '1000 Ljubljana', 'Slovenia'],
    vatNumber: 'SI11223344',
    email: 'billing@aurora.example',
    iban: 'SI56191000000123438',
  },
  customer: { id: '4711', name: 'Ana Novak', organization: 'Novak Design', vatId: 'SI55667788' },
  billingAddress: ['Trubarjeva 9', '1000 Ljubljana', 'Slovenia'],
  lines: [
    {
      billItem: 'Subscription',
      product: 'MOBILE-BASIC',
      description: 'Mobile Basic, monthly fee',
      quantity: '1',
      unit: 'month',
      unitPrice: '30',
      net: '30',
      taxCode: 'VAT22',
      taxRate: '22',
      tax: '6.6',
      gross: '36.6',
      period: MAY,
    },
  ],
  taxSummary: [{ taxCode: 'VAT22', name: 'VAT', rate: '22', net: '30', tax: '6.6' }],
  totals: { net: '30', tax: '6.6', total: '36.6', creditApplied: '2.93', paid: '33.67', due: '0' },
  usage: [{ service: 'Voice', identifier: '041-111-222', count: 1, quantity: '20', unit: 'min', amount: '0' }],
  payment: { iban: 'SI56191000000123438', reference: '2026-000131' },
};
