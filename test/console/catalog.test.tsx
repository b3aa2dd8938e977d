import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { placeWords } from '../../console/src/features/catalog/difference-table.tsx';
import { stretchesOf } from '../../console/src/features/catalog/kinds/week-bands.ts';
import { rateGrid } from '../../console/src/features/catalog/rate-grid.ts';
import { CATALOG_KINDS } from '../../functions/http/routes/catalog.ts';
import { aProduct } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NOTHING = { items: [], nextCursor: null };
const euro = {
  code: 'EUR',
  name: 'Euro',
  kind: 'monetary',
  currency: 'EUR',
  ratingScale: 6,
  billingScale: 2,
  consumptionOrder: 'earliest-end',
};
const catalog = {
  ...Object.fromEntries(CATALOG_KINDS.map(({ path }) => [`GET /v1/${path}`, NOTHING])),
  'GET /v1/resources': { items: [euro], nextCursor: null },
  'GET /v1/catalog-revisions': NOTHING,
};
const each = (unitPrice: string) => [{ price: { model: 'per-unit' as const, unitPrice } }];

describe('the catalog', () => {
  it.each(CATALOG_KINDS.map(({ path }) => path))('has a list of %s', async (path) => {
    renderConsole(`/catalog/${path}`, catalog);
    const heading = await screen.findByRole('heading', { level: 1 });
    const link = within(screen.getByRole('navigation', { name: 'Kinds of catalog objects' })).getByRole('link', {
      current: 'page',
    });
    expect(link.textContent).toBe(heading.textContent);
  });

  it('shows the rates of a product by zone and time band', async () => {
    const product = aProduct({
      versions: [
        {
          validFrom: '2026-01-01T00:00:00Z',
          price: { model: 'per-unit', unitPrice: '0.15' },
          ratePlan: {
            ratingSet: 'zones',
            calendar: 'hours',
            rates: [
              { zone: 'national', timeBand: 'peak', details: each('0.09') },
              { zone: 'national', timeBand: 'off-peak', details: each('0.05') },
              { zone: 'on-net', details: each('0.03') },
            ],
          },
        },
      ],
    });
    renderConsole('/catalog/products/calls', { ...catalog, 'GET /v1/products/calls': product });
    const rates = await screen.findByRole('table', { name: 'Rates' });
    expect(
      within(rates)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Zone', 'peak', 'off-peak', 'At other times']);
    await within(rates).findByText('€0.09 each');
    const cells = within(rates)
      .getAllByRole('row')
      .map((row) =>
        within(row)
          .queryAllByRole('cell')
          .map(({ textContent }) => textContent),
      );
    expect(cells.slice(1)).toEqual([
      ['€0.09 each', '€0.05 each', '–'],
      ['€0.03 each', '€0.03 each', '€0.03 each'],
    ]);
  });

  it('says when there is no such object', async () => {
    renderConsole('/catalog/products/gone', catalog);
    expect(await screen.findByText('There is no such object')).toBeTruthy();
  });
});

describe('rates as a grid', () => {
  it('put what stands for every zone and any time last', () => {
    const grid = rateGrid({
      rates: [{ details: each('1') }, { zone: 'a', details: each('2') }, { timeBand: 'peak', details: each('3') }],
    });
    expect(grid.bands).toEqual(['peak', null]);
    expect(grid.rows.map(({ zone }) => zone)).toEqual(['a', null]);
  });
});

describe('a week of bands', () => {
  const night = { band: 'night', days: ['mon', 'tue'] as ('mon' | 'tue')[], from: '00:00', to: '24:00' };
  const day = { band: 'day', days: ['mon'] as 'mon'[], from: '06:00', to: '22:00' };

  it('takes the first band that fits each minute', () => {
    expect(stretchesOf([day, night], 'mon')).toEqual([
      { from: 0, to: 360, band: 'night' },
      { from: 360, to: 1320, band: 'day' },
      { from: 1320, to: 1440, band: 'night' },
    ]);
    expect(stretchesOf([night, day], 'mon')).toEqual([{ from: 0, to: 1440, band: 'night' }]);
  });

  it('leaves empty what no band meets', () => {
    expect(stretchesOf([day], 'mon')[0]).toEqual({ from: 0, to: 360, band: null });
    expect(stretchesOf([day], 'sun')).toEqual([{ from: 0, to: 1440, band: null }]);
  });
});

describe('places of differences', () => {
  it.each([
    ['/name', 'name'],
    ['/versions/0/price/amount', 'versions 1 › price › amount'],
    ['/attributes/a~1b', 'attributes › a/b'],
  ])('%s reads %s', (pointer, words) => expect(placeWords(pointer)).toBe(words));
});

describe('changes of the catalog', () => {
  const revision = {
    catalogVersion: 12,
    kind: 'product',
    code: 'calls',
    at: '2026-11-20T10:00:00Z',
    actor: 'dana@example.com',
    action: 'replaced',
    changes: [{ pointer: '/versions/0/price/unitPrice', before: '0.15', after: '0.12' }],
    moreChanges: 0,
  };

  it('open to what was before and after', async () => {
    renderConsole('/catalog/changes', {
      ...catalog,
      'GET /v1/catalog-revisions': { items: [revision], nextCursor: null },
      'GET /v1/catalog-revisions/12/product/calls': { ...revision, before: {}, after: {} },
    });
    await userEvent.click(await screen.findByRole('link', { name: 'calls' }));
    const panel = within(await screen.findByRole('complementary', { name: 'calls, version 12' }));
    const [, row] = within(await panel.findByRole('table', { name: 'Differences' })).getAllByRole('row');
    expect(row?.textContent).toBe('versions 1 › price › unitPrice0.150.12');
    expect(panel.getByText('dana@example.com')).toBeTruthy();
  });

  it('are asked for by kind', async () => {
    const { asked } = renderConsole('/catalog/changes?kind=product&code=calls', catalog);
    expect(await screen.findByText('No change matches')).toBeTruthy();
    const list = asked.find(({ path }) => path === '/v1/catalog-revisions');
    expect(Object.fromEntries(list?.search ?? [])).toEqual({ limit: '25', kind: 'product', code: 'calls' });
  });
});

describe('a catalog file', () => {
  const changed = {
    kind: 'product',
    code: 'calls',
    action: 'replace',
    changes: [{ pointer: '/name', before: 'Calls', after: 'Voice' }],
    moreChanges: 0,
  };
  const same = { kind: 'tag', code: 'VOICE', action: 'unchanged', changes: [], moreChanges: 0 };
  const file = () => new File(['format: billow.catalog.v1\n'], 'catalog.yaml', { type: 'application/yaml' });
  const choose = async () => {
    await screen.findByRole('heading', { name: 'Import a catalog file' });
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('There is no field for the file');
    await userEvent.upload(input, file());
    await userEvent.click(screen.getByRole('button', { name: 'Show differences' }));
  };

  it('shows every difference before it is applied, and is sent as it is', async () => {
    const { asked } = renderConsole('/catalog/file', {
      ...catalog,
      'POST /v1/catalog/import': { dryRun: true, catalogVersion: 13, objects: [changed, same], problems: [] },
    });
    await choose();
    const plan = await screen.findByRole('table', { name: 'What would change' });
    expect(within(plan).getAllByRole('row')).toHaveLength(2);
    expect(within(plan).getByText('Voice').tagName).toBe('INS');
    await userEvent.click(screen.getByRole('button', { name: 'Apply 1 change' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the catalog' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Apply 1 change' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = asked.filter(({ method }) => method === 'POST');
    expect(sent.map(({ search }) => search.get('dryRun'))).toEqual(['true', 'false']);
    expect(sent.map(({ body }) => body)).toEqual(Array(2).fill('format: billow.catalog.v1\n'));
    expect(sent[0]?.headers.get('content-type')).toBe('application/yaml');
  });

  it('is not applied while something speaks against it', async () => {
    const problems = [{ pointer: '/products/0/billItem', message: 'There is no bill item "calls".' }];
    renderConsole('/catalog/file', {
      ...catalog,
      'POST /v1/catalog/import': { dryRun: true, catalogVersion: 13, objects: [changed], problems },
    });
    await choose();
    expect(await screen.findByText(/There is no bill item "calls"/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Apply/ })).toBeNull();
  });

  it('is for those alone who may write every kind', async () => {
    renderConsole('/catalog/file', catalog, ['pricing']);
    const compare = await screen.findByRole('button', { name: 'Show differences' });
    expect(compare.getAttribute('aria-disabled')).toBe('true');
    await userEvent.hover(compare);
    expect((await screen.findAllByText('Needs one of the roles: business-process')).length).toBeGreaterThan(0);
  });
});
