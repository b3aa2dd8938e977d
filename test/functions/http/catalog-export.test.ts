import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CatalogRecord } from '../../../functions/records.ts';
import { actions, CATALOG, FileWorld } from './file-world.ts';
import { OTHER_SITE, SITE } from './test-site.ts';

let store: FileWorld['store'];
let ask: FileWorld['ask'];
let send: FileWorld['send'];
let exported: FileWorld['exported'];
beforeEach(() => {
  ({ store, ask, send, exported } = new FileWorld());
});

describe('an export', () => {
  test('is the same catalog when it is imported elsewhere, and the same bytes when it is exported there', async () => {
    await send(CATALOG);
    const file = await exported();
    expect((await send(file, {}, { site: OTHER_SITE })).body.problems).toEqual([]);
    const without = ({ kind, object }: CatalogRecord) => ({ kind, object });
    expect(store.all('catalog', OTHER_SITE).map(without)).toEqual(store.all('catalog', SITE).map(without));
    expect(await exported({ site: OTHER_SITE })).toBe(file);
    expect(Object.values(actions(await send(file)))).toEqual(Array(6).fill('unchanged'));
  });

  test('is YAML that reads well in a list of differences: kinds in order, objects by code, decimals as text', async () => {
    await send(CATALOG);
    expect(await exported()).toMatchInlineSnapshot(`
      "format: billow.catalog.v1
      resources:
        - code: EUR
          name: Euro
          kind: monetary
          billingScale: 2
          consumptionOrder: earliest-end
          currency: EUR
          ratingScale: 6
      eventTypes:
        - code: monthly
          name: Monthly
          interval:
            unit: month
            count: 1
      billItems:
        - code: fees
          name: Fees
          type: subscription
      products:
        - code: fee
          name: Monthly fee
          type: recurring
          billItem: fees
          cycle: forward
          eventType: monthly
          prorationOnCancel: prorate
          prorationOnPurchase: prorate
          resource: EUR
          versions:
            - validFrom: "2026-01-01T00:00:00Z"
              price:
                model: flat
                amount: "9.9"
      bundles:
        - code: basic
          name: Basic
          validFrom: "2026-01-01T00:00:00Z"
          validTo: "9999-01-01T00:00:00Z"
          items:
            - product: fee
              optional: false
              quantity: "1"
      plans:
        - code: basic
          name: Basic
          status: active
          validFrom: "2026-01-01T00:00:00Z"
          validTo: "9999-01-01T00:00:00Z"
          bundles:
            - basic
          paymentTypes: []
      "
    `);
  });

  test('is JSON for who asks for it, and can be one kind alone', async () => {
    await send(CATALOG);
    const json = await ask('exportCatalog', { headers: { accept: 'application/json' } });
    expect(json.headers['content-type']).toBe('application/json');
    expect(json.body).toEqual(parse(await exported()));
    expect((await ask('exportCatalog')).headers['content-type']).toBe('application/yaml');
    expect(Object.keys(parse(await exported({ query: { kind: 'plan' } })))).toEqual(['format', 'plans']);
    expect(Object.values(actions(await send(json.body)))).toEqual(Array(6).fill('unchanged'));
  });
});

describe('a file in YAML', () => {
  const withTax = (percent: string) =>
    `format: billow.catalog.v1\ntaxes:\n  - { code: vat, name: VAT, percent: ${percent}, validFrom: 2026-01-01T00:00:00Z }\n`;

  test.for([
    ['0.10', '0.1'],
    ['22', '22'],
    ['"19.00"', '19'],
    ['0.1000000000001', null],
    ['1e1', null],
    ['0x10', null],
    ['.5', null],
    ['.inf', null],
  ] as const)('reads the number %s as the decimal %s, never through a float', async ([written, kept]) => {
    const told = await send(withTax(written));
    expect(told.status).toBe(kept === null ? 422 : 200);
    if (kept === null) expect(told.body.errors).toMatchObject([{ pointer: '/taxes/0/percent' }]);
    else expect((await ask('getTax', { path: { code: 'vat' } })).body.percent).toBe(kept);
  });

  test('keeps zeros in front of what is a code and not a number', async () => {
    await send('format: billow.catalog.v1\ntags:\n  - { code: 0049, name: 49, type: charge }\n');
    expect((await ask('getTag', { path: { code: '0049' } })).body.name).toBe('49');
  });

  test.for([
    ['not a list of kinds', '- a\n- b', 'format: billow.catalog.v1'],
    ['another format', 'format: billow.catalog.v9', 'format: billow.catalog.v1'],
    ['broken', 'format: billow.catalog.v1\nplans: [', 'Line 2'],
    ['a key twice', 'format: billow.catalog.v1\nplans: []\nplans: []', 'Line 3'],
    ['a tag of another language', 'format: billow.catalog.v1\nplans: !!python/object:os.system []', 'Line 2'],
    ['two documents', 'format: billow.catalog.v1\n---\nformat: billow.catalog.v1', 'Line'],
    ['an alias of nothing', 'format: billow.catalog.v1\nplans: *nothing', 'nothing'],
    ['nested without end', `format: billow.catalog.v1\nplans: ${'['.repeat(20_000)}`, 'cannot|Line|deep'],
    [
      'a bomb of aliases',
      `format: billow.catalog.v1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`).join('\n')}\nplans: [*a9]`,
      'alias',
    ],
    ['empty', '   ', 'format'],
  ] as const)('is refused when it is %s', async ([, text, words]) => {
    const told = await send(text);
    expect(told).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
    expect(told.body.detail).toMatch(new RegExp(words));
  });

  test('may not be larger than a function can be handed, nor of another type', async () => {
    const large = (size: number) => `format: billow.catalog.v1\n# ${'x'.repeat(size * 1024 * 1024)}`;
    expect(await send(large(4))).toMatchObject({ status: 413, body: { detail: expect.stringContaining('4 MiB') } });
    expect(await send(large(2))).toMatchObject({ status: 413, body: { detail: expect.stringContaining('JSON') } });
    const told = await send(CATALOG, {}, { headers: { 'content-type': 'text/csv' } });
    expect(told).toMatchObject({ status: 415, body: { detail: expect.stringContaining('application/yaml') } });
  });
});
