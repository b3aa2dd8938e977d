import * as z from 'zod';
import { named } from './named.ts';

/** How often a recurring thing happens. */
export const interval = z
  .strictObject({
    unit: z.enum(['day', 'week', 'month', 'year']),
    count: z.int({ error: 'Give a whole number of units.' }).min(1, 'Give 1 or more.').max(120, 'Give at most 120.'),
  })
  .meta({ id: 'Interval', examples: [{ unit: 'month', count: 1 }] });

/** An interval by name: monthly, weekly, yearly. */
export const eventTypeBody = z.strictObject({ ...named, interval });

export const eventTypeAnswer = eventTypeBody;
