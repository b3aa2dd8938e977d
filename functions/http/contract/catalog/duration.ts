import * as z from 'zod';

const units = z.int({ error: 'Give a whole number.' }).min(1, 'Give 1 or more.').max(1200, 'Give at most 1200.');

/** How long something lasts. */
export const duration = z
  .strictObject({ value: units, unit: z.enum(['day', 'week', 'month', 'year']) })
  .meta({ id: 'Duration', examples: [{ value: 2, unit: 'year' }] });

/** Contract time: exact, or stretched to the end of the billing cycle that it ends in. */
export const termLength = z
  .strictObject({
    value: units,
    unit: z.enum(['day', 'month', 'year']),
    alignment: z.enum(['exact', 'cycle']).default('exact'),
  })
  .meta({ id: 'TermLength', examples: [{ value: 24, unit: 'month', alignment: 'exact' }] });
