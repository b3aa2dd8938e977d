import * as z from 'zod';

/** A zone or a time band, as the rating set or the calendar calls it. */
export const zoneName = z
  .string({ error: 'Give the name as text.' })
  .regex(/^[A-Za-z0-9_.+-]{1,100}$/, 'Use 1 to 100 letters, digits, dots, underscores, plus signs or hyphens.');
