import * as z from 'zod';

/** A field of a usage event's data. */
export const fieldName = z
  .string({ error: 'Give the name of the field as text.' })
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'Use letters, digits and underscores, and begin with a letter.');

export const fieldType = z.enum(['text', 'decimal', 'instant']);
