import * as z from 'zod';

/** False for the few names that every object has by itself, such as `constructor`: looked up in one, they are there though nobody put them. */
export const isOwnName = (name: string): boolean => !(name in Object.prototype);

/** What integrations call a thing by; chosen by the operator, never changed. */
export const code = z
  .string({ error: 'Give the code as text.' })
  .regex(/^[A-Za-z0-9_.-]{1,100}$/, 'Use 1 to 100 letters, digits, dots, underscores or hyphens.')
  .refine(isOwnName, 'Choose another code: this word means something to every program.')
  .meta({ id: 'Code', examples: ['monthly-fee'] });

/** A number that the server gave, as text: `"1001"`. */
export const id = z
  .string({ error: 'Give the id as text.' })
  .regex(/^\d{1,15}$/, 'Give a numeric id, such as "1001".')
  .meta({ id: 'Id', examples: ['1001'] });

/** A random or composed id. */
export const opaqueId = z
  .string({ error: 'Give the id as text.' })
  .regex(/^[A-Za-z0-9_.:-]{1,200}$/, 'Give the id as the API showed it.');

/** A name that people read. */
export const name = z
  .string({ error: 'Give the name as text.' })
  .trim()
  .min(1, 'Give a name.')
  .max(200, 'Keep the name to 200 characters.');

/** A sentence or two for people. */
export const description = z
  .string({ error: 'Give the description as text.' })
  .max(2000, 'Keep the description to 2000 characters.');
