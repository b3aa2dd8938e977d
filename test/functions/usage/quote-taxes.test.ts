import { expect, test } from 'vitest';
import { compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import { httpTaxGateway } from '../../../functions/adapters/http/tax-gateway.ts';
import type { TaxQuestion } from '../../../functions/ports.ts';
import { quoteTaxes } from '../../../functions/use-cases/taxes/quote-taxes.ts';
import { at, UsageWorld, usageMessage, usageProduct, VAT } from '../../support/usage-world.ts';

const NOW = at('2026-03-15T12:00:00Z');
const book = compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [
  { kind: 'tax', object: { ...VAT, provider: 'gateway', jurisdiction: 'DE' } },
]);
const QUESTION: TaxQuestion = { siteId: 'demo', taxCode: 'VAT22', country: 'DE', day: '2026-03-15' };

test('the gateway is asked for the customer, and its answer is in the price book', async () => {
  const asked: TaxQuestion[] = [];
  const quote = quoteTaxes({
    taxGateway: {
      percent: async (question) => {
        asked.push(question);
        return '19';
      },
    },
  });
  const quoted = await quote(book, { taxStatus: { country: 'DE', taxId: 'DE1' } }, NOW);
  expect(quoted.taxes.get('VAT22')).toMatchObject({ percent: '19', provider: 'percentage' });
  expect(asked).toEqual([{ ...QUESTION, jurisdiction: 'DE', taxId: 'DE1' }]);
});

test('no answer leaves the tax pending; of whom no country is known nobody asks', async () => {
  const silent = quoteTaxes({ taxGateway: { percent: async () => null } });
  expect(await silent(book, { taxStatus: { country: 'DE' } }, NOW)).toBe(book);
  const never = quoteTaxes({
    taxGateway: {
      percent: () => {
        throw new Error('asked');
      },
    },
  });
  expect(await never(book, {}, NOW)).toBe(book);
});

test.for([
  { answer: () => new Response('{"percent":"19"}'), percent: '19', because: 'a percent' },
  { answer: () => new Response('{"percent":"101"}'), percent: null, because: 'no percent' },
  { answer: () => new Response('{"percent":19}'), percent: null, because: 'a number has lost its digits' },
  { answer: () => new Response('busy', { status: 503 }), percent: null, because: 'it is busy' },
  { answer: () => new Response('<html>'), percent: null, because: 'no JSON' },
])('over HTTP: $because', async ({ answer, percent }) => {
  const gateway = httpTaxGateway({ url: 'https://tax.example', fetch: async () => answer() });
  expect(await gateway.percent(QUESTION)).toBe(percent);
});

test('an answer is kept for an hour, a failure for a minute', async () => {
  let now = 0;
  let calls = 0;
  const answers = [
    new Response('', { status: 500 }),
    new Response('{"percent":"19"}'),
    new Response('{"percent":"20"}'),
  ];
  const gateway = httpTaxGateway({
    url: 'https://tax.example',
    systemNow: () => now,
    fetch: async () => answers[calls++] ?? new Response('', { status: 500 }),
  });
  expect(await gateway.percent(QUESTION)).toBeNull();
  expect(await gateway.percent(QUESTION)).toBeNull();
  now += 60_000;
  expect(await gateway.percent(QUESTION)).toBe('19');
  now += 3_599_999;
  expect(await gateway.percent(QUESTION)).toBe('19');
  now += 1;
  expect(await gateway.percent(QUESTION)).toBe('20');
  expect(calls).toBe(3);
});

test('without an address nobody is asked', async () => {
  expect(await httpTaxGateway({ url: undefined }).percent(QUESTION)).toBeNull();
});

test('usage waits while the gateway is silent, with the reason, and is taxed once it answers', async () => {
  const product = usageProduct('data', { model: 'per-unit', unitPrice: '1' }, { tax: 'VAT22' });
  const world = new UsageWorld([product], {
    catalog: [{ kind: 'tax', object: { ...VAT, provider: 'gateway' } }],
    contract: () => ({ taxStatus: { country: 'DE' } }),
  });
  let answer: string | null = null;
  const ports = world.ports();
  const forCustomer = quoteTaxes({ taxGateway: { percent: async () => answer } });
  const asking = { ...ports, priceBooks: { ...ports.priceBooks, forCustomer } };
  const message = usageMessage({ id: '1', fields: { volume: '10' } });
  expect(await world.rate([message], asking)).toMatchObject({ rated: 0, suspended: 1 });
  expect([...world.suspended.values()]).toMatchObject([{ reason: 'TAX_PENDING' }]);
  answer = '19';
  expect(await world.rate([message], asking)).toMatchObject({ rated: 1 });
  const [line] = world.head().unbilled.values();
  expect([line?.net.toFixed(), line?.tax.toFixed()]).toEqual(['10', '1.9']);
});
