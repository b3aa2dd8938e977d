import * as z from 'zod';
import { isOwnName } from '../identity.ts';

/** A field of a usage event's data. */
export const fieldName = z
  .string({ error: 'Give the name of the field as text.' })
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'Use letters, digits and underscores, and begin with a letter.')
  .refine(isOwnName, 'Choose another name: this word means something to every program.');

export const fieldType = z.enum(['text', 'decimal', 'instant']);
