import * as z from 'zod';
import { named } from './named.ts';

/** What discounts aim at: charges, or what a rate does to one resource. */
export const tagBody = z.strictObject({ ...named, type: z.enum(['charge', 'resource']) });

export const tagAnswer = tagBody;
