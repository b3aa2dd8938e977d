import type { CatalogKind } from '../catalog.ts';

/**
 * Codes that name no object because they mean something by themselves: one-time and usage charges have no interval, and every event
 * carries its service's identifier and its own id.
 */
const RESERVED: Readonly<Partial<Record<CatalogKind, readonly string[]>>> = {
  eventType: ['ONE_TIME', 'USAGE'],
  serviceField: ['identifier', 'session_id'],
};

export const isReserved = (kind: CatalogKind, code: string): boolean => RESERVED[kind]?.includes(code) ?? false;
