import type { Instant } from '../time/instant.ts';

/** Tier counters count one product's quantity over one cycle. */
export const counterKey = (product: string, cycle: Instant): string => `${cycle}|${product}`;

export const cycleOfCounter = (key: string): Instant => parseInt(key.slice(0, key.indexOf('|')), 10);
