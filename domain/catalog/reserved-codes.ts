import type { CatalogKind } from './catalog.ts';

/** One-time and usage charges have no interval: these codes mean that and name no object. */
const RESERVED: Readonly<Partial<Record<CatalogKind, readonly string[]>>> = { eventType: ['ONE_TIME', 'USAGE'] };

export const isReserved = (kind: CatalogKind, code: string): boolean => RESERVED[kind]?.includes(code) ?? false;
