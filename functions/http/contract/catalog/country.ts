import * as z from 'zod';

export const country = z
  .string({ error: 'Give the country as two letters of ISO 3166-1, such as "SI".' })
  .regex(/^[A-Z]{2}$/, 'Give the country as two letters of ISO 3166-1, such as "SI".');
