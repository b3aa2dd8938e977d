import type { Instant } from '../time/instant.ts';
import { localDate } from '../time/zone-calendar.ts';

/** The year whose sequence an invoice issued at `at` takes its number from: the site's calendar decides. */
export const invoiceYear = (at: Instant, zone: string): string => `${localDate(zone, at).year}`;

/** `INV-2026-000123`: the site's prefix, the year, and the number in at least six digits. */
export const invoiceNumber = (prefix: string, year: string, last: number): string =>
  `${prefix}${year}-${`${last}`.padStart(6, '0')}`;
