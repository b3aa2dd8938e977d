import type { Instant } from '../../../domain/time/instant.ts';
import { InMemoryStore } from '../../support/memory/in-memory-store.ts';

export const SITE = 'demo';
export const OTHER_SITE = 'elsewhere';
export const NOW: Instant = Date.parse('2026-03-15T10:00:00Z');

/** Two sandbox sites, whose clocks stand at NOW, and nothing in them. */
export function storeWithSites(): InMemoryStore {
  const store = new InMemoryStore();
  for (const siteId of [SITE, OTHER_SITE]) {
    store.seed(
      {
        put: 'site',
        value: {
          siteId,
          name: siteId,
          environment: 'sandbox',
          zone: 'Europe/Berlin',
          currency: 'EUR',
          locale: 'en',
          seller: { name: 'Seller Ltd', address: ['1 Street', 'Town'], email: 'seller@example.com' },
          invoicePrefix: 'INV-',
          dueDays: 14,
          closureDays: 90,
          maxEventAgeDays: 90,
          catalogVersion: 0,
          version: 0,
        },
      },
      { put: 'siteClock', value: { siteId, now: NOW, target: null, waitingFor: null, version: 0 } },
    );
  }
  return store;
}
