import { parse } from 'yaml';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { apiOver } from './api.ts';
import type { Told } from './ask.ts';
import { SITE, storeWithSites } from './test-site.ts';

const YAML = { headers: { 'content-type': 'application/yaml' } };

/** A small catalog, as a person writes it. */
export const CATALOG = `
# Comments are welcome.
format: billow.catalog.v1
plans:
  - { code: basic, name: Basic, status: active, bundles: [basic], validFrom: 2026-01-01T00:00:00Z }
bundles:
  - code: basic
    name: Basic
    validFrom: 2026-01-01T00:00:00Z
    items:
      - { product: fee }
products:
  - code: fee
    name: Monthly fee
    type: recurring
    resource: EUR
    billItem: fees
    cycle: forward
    eventType: monthly
    versions:
      - { validFrom: 2026-01-01T00:00:00Z, price: { model: flat, amount: 9.90 } }
billItems:
  - { code: fees, name: Fees, type: subscription }
eventTypes:
  - { code: monthly, name: Monthly, interval: { unit: month, count: 1 } }
resources:
  - { code: EUR, name: Euro, kind: monetary, currency: EUR, ratingScale: 6 }
`;

/** The same as somebody sends it who writes JSON: decimals are text. */

/** The same as somebody sends it who writes JSON: decimals are text. */
export const asJson = () => parse(CATALOG.replace('9.90', '"9.90"'));

/** Two empty sites, and catalogs going in and out of them. */
export class FileWorld {
  readonly store: InMemoryStore = storeWithSites();
  readonly ask = apiOver(this.store);

  /** Imports a file: a text is YAML, anything else JSON. */
  readonly send = (body: unknown, query: Record<string, string> = {}, more: object = {}): Promise<Told> =>
    this.ask('importCatalog', { body, query, ...(typeof body === 'string' ? YAML : {}), ...more });

  readonly exported = async (more: object = {}): Promise<string> => (await this.ask('exportCatalog', more)).body;

  readonly catalogOf = () => this.store.all('catalog', SITE).map(({ kind, code, object }) => ({ kind, code, object }));
}

/** What an import did to each object. */
export const actions = (told: Told): Record<string, string> =>
  Object.fromEntries(
    told.body.objects.map((one: { kind: string; code: string; action: string }) => [
      `${one.kind} ${one.code}`,
      one.action,
    ]),
  );
